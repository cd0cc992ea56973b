/** A bug in the core, not a fault of the world: the input that shows it is parked and the stream goes on. */
class BrokenRule extends Error {
  override readonly name = 'BrokenRule'
}

export function assert(rule: boolean, sentence: string): asserts rule {
  if (!rule) throw new BrokenRule(sentence)
}

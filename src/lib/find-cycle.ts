/** The first cycle in a graph, as the nodes walked with the first again at the end; null when there is none. */
export function findCycle(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>()
  for (const start of edges.keys()) {
    const cycle = walkFrom(start, edges, done)
    if (cycle !== null) return cycle
  }
  return null
}

/** Depth first with a stack of its own, so that a long chain cannot exhaust the call stack. */
function walkFrom(start: string, edges: ReadonlyMap<string, readonly string[]>, done: Set<string>): readonly string[] | null {
  const path: { node: string; next: number }[] = []
  const onPath = new Set<string>()
  const enter = (node: string): void => {
    path.push({ node, next: 0 })
    onPath.add(node)
  }
  if (!done.has(start)) enter(start)
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = edges.get(top.node)?.[top.next]
    top.next += 1
    if (target === undefined) {
      done.add(top.node)
      onPath.delete(top.node)
      path.pop()
    } else if (onPath.has(target)) {
      const nodes = path.map((step) => step.node)
      return [...nodes.slice(nodes.indexOf(target)), target]
    } else if (!done.has(target)) enter(target)
  }
  return null
}

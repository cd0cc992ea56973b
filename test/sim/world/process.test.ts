import { expect, test } from 'vitest'
import { VirtualClock } from '../../../src/lib/virtual-clock.ts'
import { Crashes, Process, type Crash } from './process.ts'

function opened(crash: Crash | null): { readonly log: string[]; readonly clock: VirtualClock; readonly process: Process } {
  const crashes = new Crashes()
  if (crash) crashes.arm(crash)
  const log: string[] = []
  const process = new Process('one', crashes, (_, where) => log.push(`died ${where}`))
  const clock = new VirtualClock()
  const disk = process.wrap('disk', { write: async (text: string) => log.push(`wrote ${text}`) })
  void (async () => {
    for (const text of ['a', 'b', 'c']) {
      log.push(`writing ${text}`)
      await disk.write(text)
    }
  })()
  return { log, clock, process }
}

test('a process that dies before a call never makes it', async () => {
  const { log, clock } = opened({ operation: 'disk.write', spares: 1, side: 'before' })
  await clock.settle()
  expect(log).toEqual(['writing a', 'wrote a', 'writing b', 'died before disk.write'])
})

test('a process that dies after a call made it and never heard of it', async () => {
  const { log, clock } = opened({ operation: 'any', spares: 1, side: 'after' })
  await clock.settle()
  expect(log).toEqual(['writing a', 'wrote a', 'writing b', 'wrote b', 'died after disk.write'])
})

test('a process that was killed makes no further call', async () => {
  const { log, clock, process } = opened(null)
  process.kill('by hand')
  await clock.settle()
  expect(log).toEqual(['writing a', 'wrote a', 'died by hand'])
})

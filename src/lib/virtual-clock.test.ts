import { describe, expect, it } from 'vitest'
import { VirtualClock } from './virtual-clock.ts'

describe('a virtual clock', () => {
  it('wakes sleepers in order of time, and equal ones in the order they fell asleep', async () => {
    const clock = new VirtualClock(1000)
    const woken: string[] = []
    const sleep = (name: string, ms: number) => void clock.sleep(ms).then(() => woken.push(`${name} at ${clock.now()}`))
    sleep('late', 30)
    sleep('first', 10)
    sleep('second', 10)
    sleep('beyond', 31)
    await clock.advance(30)
    expect(woken).toEqual(['first at 1010', 'second at 1010', 'late at 1030'])
    expect([clock.now(), clock.nextWake()]).toEqual([1030, 1031])
  })

  it('lets one who was woken sleep again within the same advance', async () => {
    const clock = new VirtualClock()
    const ticks: number[] = []
    const tick = async () => {
      while (ticks.length < 10) {
        await clock.sleep(10)
        ticks.push(clock.now())
      }
    }
    void tick()
    await clock.advance(35)
    expect(ticks).toEqual([10, 20, 30])
  })

  it('ends a sleep at once when its signal aborts', async () => {
    const clock = new VirtualClock()
    const stop = new AbortController()
    const slept = clock.sleep(1_000_000, stop.signal).then(() => clock.now())
    stop.abort()
    await clock.settle()
    expect([await slept, await clock.sleep(5, stop.signal), clock.nextWake()]).toEqual([0, undefined, null])
  })

  it('moves as far as a promise needs, and says so when it can never be settled', async () => {
    const clock = new VirtualClock()
    expect(await clock.until(clock.sleep(5000).then(() => 'slept'))).toBe('slept')
    expect(clock.now()).toBe(5000)
    await expect(clock.until(clock.sleep(5000), 100)).rejects.toThrow('Not settled after 100 ms')
    await expect(clock.until(new Promise(() => {}), 10_000)).rejects.toThrow('Not settled, and nobody sleeps')
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore } from './store.ts'

const rounds = 4
const linesPerLife = 60
const program = join(import.meta.dirname, 'testing', 'writer-process.ts')

describe('a process that is killed in the middle of a write', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'branchline-crash-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('has lost nothing that it acknowledged, while another one writes to the same file', { timeout: 60_000 }, async () => {
    const path = join(folder, 'store.db')
    const told: string[] = []
    for (let round = 0; round < rounds; round++) {
      const lives = await Promise.all([untilKilled(path, 'one', linesPerLife + round), untilKilled(path, 'two', linesPerLife)])
      told.push(...lives.flat())
    }
    const store = openSqliteStore({ path })
    const accepted = new Set((await store.inbox('project/all', 100_000)).map(({ id }) => id))
    const committed = new Map<string, number>()
    for (const name of ['one', 'two']) committed.set(name, await whatIsWhole(name))
    const lost = told.filter((line) => !isThere(line))
    expect([lost, told.length]).toEqual([[], told.length])
    expect(told.length).toBeGreaterThanOrEqual(rounds * linesPerLife * 2)
    await store.close()

    function isThere(line: string): boolean {
      const [what, id = ''] = line.split(' ')
      const [name = '', index] = id.split('/')
      return what === 'accepted' ? accepted.has(id) : Number(index) < (committed.get(name) ?? 0)
    }

    /** How many commits there are, each with its event, its row, its effect and its answer. */
    async function whatIsWhole(name: string): Promise<number> {
      const { sequence, rows } = await store.load(`project/${name}`)
      const events = await store.events(`project/${name}`, 0, 100_000)
      expect([events.length, rows.map(({ row }) => row)]).toEqual([sequence, [sequence - 1]])
      expect(events.map(({ event }) => event)).toEqual(events.map((_, index) => ({ index })))
      const [claim] = await store
        .claim({ owner: 'x', host: null, rooms: [{ kinds: ['none'], limit: 10 }], now: 1, until: 1 })
        .then((claims) => claims.filter(({ stream }) => stream === `project/${name}`))
      expect(claim?.effect.id).toBe(`${name}/0`)
      return sequence
    }
  })

  /** What it told before it was killed. */
  async function untilKilled(path: string, name: string, lines: number): Promise<readonly string[]> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, path, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.split('\n').length > lines) child.kill('SIGKILL')
    })
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
    expect([code, signal]).toEqual([null, 'SIGKILL'])
    // A line that was cut off was never heard.
    return output.split('\n').slice(0, -1)
  }
})

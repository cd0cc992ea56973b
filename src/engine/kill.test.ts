import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../drivers/store/sqlite/store.ts'
import { shop } from './testing/names.ts'

const lives = 5
const ordersPerLife = 40
const program = join(import.meta.dirname, 'testing', 'engine-process.ts')

describe('an engine that is killed again and again', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'branchline-kill-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('has lost no order that it answered, and delivered each once', { timeout: 60_000 }, async () => {
    let answered = 0
    for (let life = 0; life < lives; life++) answered = await untilKilled(answered, ordersPerLife + life * 3)
    expect(answered).toBeGreaterThanOrEqual(lives * ordersPerLife)
    expect(await endOf(start(answered, 'finish'))).toEqual([0, null])

    const store = openSqliteStore({ path: join(folder, 'store.db') })
    const { rows } = await store.load(shop)
    const orders = rows.find(({ key }) => key === 'orders')?.row as { readonly value: Readonly<Record<string, unknown>> }
    const ids = Object.keys(orders.value)
    expect(ids.length).toBeGreaterThanOrEqual(answered)
    expect(orders.value).toEqual(Object.fromEntries(ids.map((_, index) => [`p${index}`, { kind: 'done', value: `${shop}/p${index}` }])))
    const delivered = (await readFile(join(folder, 'world'), 'utf8')).trimEnd().split('\n')
    expect(delivered.toSorted()).toEqual(ids.map((id) => `${shop}/${id}`).toSorted())
    await store.close()
  })

  function start(from: number, task = '') {
    const args = ['--disable-warning=ExperimentalWarning', program, join(folder, 'store.db'), join(folder, 'world'), String(from), task]
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  }

  /** The number of the next order: all before it were answered. */
  async function untilKilled(from: number, count: number): Promise<number> {
    const child = start(from)
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.split('\n').length > count) child.kill('SIGKILL')
    })
    expect(await endOf(child)).toEqual([null, 'SIGKILL'])
    return Number(output.split('\n').at(-2)) + 1
  }

  async function endOf(child: ReturnType<typeof start>): Promise<unknown> {
    return await once(child, 'close')
  }
})

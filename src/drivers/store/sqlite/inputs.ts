import type { Accepted, InputAnswer, NewInput, ParkedInput, StoredInput } from '../../../ports/store.ts'
import type { Answer } from '../../../core/kernel/answer.ts'
import { asJson, integerOf, jsonOf, optionalText, textOf, type Columns } from './columns.ts'
import type { Database } from './database.ts'
import { TakenBack } from './writer.ts'

const columns = 'number, id, at, actor, body, effect'
const isWaiting = 'answer is null and parked is null'
// A bare parameter as limit has SQLite plan the statement anew each time it runs.
const countWaiting = `select count(*) as count from (select 1 from input where stream = ? and ${isWaiting} limit ? + 0)`
const oldestWaiting = `select ${columns} from input where stream = ? and ${isWaiting} order by number limit ? + 0`
const settle = `update input set answer = ?, ended_at = ? where stream = ? and id = ? and ${isWaiting}`
const park = `update input set parked = ? where stream = ? and id = ? and ${isWaiting}`

export class Inputs {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  accept(stream: string, inputs: readonly NewInput[], waitingMax: number | null): Accepted {
    this.#database.statement('insert into stream (name) values (?) on conflict do nothing').run(stream)
    const isNew = inputs.map((input) => this.insert(stream, input))
    const count = isNew.filter(Boolean).length
    if (waitingMax !== null && count > 0 && this.#waiting(stream, waitingMax + 1) > waitingMax)
      throw new TakenBack<Accepted>({ kind: 'busy' })
    return { kind: 'accepted', isNew }
  }

  /** False: its id is known already. */
  insert(stream: string, input: NewInput): boolean {
    const insert = this.#database.statement(
      'insert into input (stream, id, at, actor, body, effect) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
    )
    const { id, at, effect } = input
    return insert.run(stream, id, at, asJson(input.by, 'An actor'), asJson(input.body, `Input ${id}`), effect).changes === 1
  }

  /** How many wait, counted as far as `max`: the cost follows the backlog, and ends with it. */
  #waiting(stream: string, max: number): number {
    return Number(this.#database.statement(countWaiting).get(stream, max)?.['count'])
  }

  inbox(stream: string, limit: number): readonly StoredInput[] {
    return this.#database.statement(oldestWaiting).all(stream, limit).map(inputOf)
  }

  answer(stream: string, id: string): InputAnswer | null {
    const row = this.#database.statement('select answer, parked from input where stream = ? and id = ?').get(stream, id)
    if (!row) return null
    const reason = optionalText(row, 'parked')
    if (reason !== null) return { kind: 'parked', reason }
    return row['answer'] === null ? null : jsonOf<Answer>(row, 'answer')
  }

  /** False: it is not waiting, because another writer has dealt with it. */
  settle(stream: string, id: string, now: number, answer: Answer): boolean {
    return this.#database.statement(settle).run(asJson(answer, `The answer to ${id}`), now, stream, id).changes === 1
  }

  park(stream: string, id: string, reason: string): boolean {
    return this.#database.statement(park).run(reason, stream, id).changes === 1
  }

  unpark(stream: string, id: string): boolean {
    const update = this.#database.statement('update input set parked = null where stream = ? and id = ? and parked is not null')
    return update.run(stream, id).changes === 1
  }

  parked(stream: string | null, limit: number): readonly ParkedInput[] {
    const select = this.#database.statement(
      `select stream, parked, ${columns} from input where parked is not null and stream = coalesce(?, stream) order by stream, number limit ? + 0`,
    )
    return select.all(stream, limit).map((row) => ({ ...inputOf(row), stream: textOf(row, 'stream'), reason: textOf(row, 'parked') }))
  }

  prune(before: number, limit: number): number {
    const remove = this.#database.statement(
      'delete from input where number in (select number from input where ended_at is not null and ended_at < ? limit ? + 0)',
    )
    return Number(remove.run(before, limit).changes)
  }
}

function inputOf(row: Columns): StoredInput {
  return {
    number: integerOf(row, 'number'),
    id: textOf(row, 'id'),
    at: integerOf(row, 'at'),
    by: jsonOf(row, 'actor'),
    body: jsonOf(row, 'body'),
    effect: optionalText(row, 'effect'),
  }
}

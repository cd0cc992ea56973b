import type { ClaimedEffect, ClaimRequest, NewInput } from '../../../ports/store.ts'
import type { Effect, Outcome } from '../../../core/kernel/effect.ts'
import { asJson, integerOf, jsonOf, textOf, Unstorable, type Columns } from './columns.ts'
import type { Database } from './database.ts'
import type { Inputs } from './inputs.ts'

/** Only the first unsettled effect of a lane may be claimed, and only one of these kinds that may run on this host. */
const claimable = `
  with head as (select stream, min(number) as number from effect where settled_at is null group by stream, lane)
  select effect.* from head join effect on effect.number = head.number
  where (effect.host is null or effect.host = :host) and effect.kind in (select value from json_each(:kinds))`

const isHeld = 'stream = ? and id = ? and owner = ? and attempt = ? and settled_at is null'

export class Effects {
  readonly #database: Database
  readonly #inputs: Inputs

  constructor(database: Database, inputs: Inputs) {
    this.#database = database
    this.#inputs = inputs
  }

  insert(stream: string, effect: Effect<unknown>): void {
    const insert = this.#database.statement(
      'insert into effect (stream, id, lane, host, kind, effect) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
    )
    const text = asJson(effect, `Effect ${effect.id}`)
    const result = insert.run(stream, effect.id, effect.lane, effect.host, kindOf(effect.work), text)
    if (result.changes !== 1) throw new Unstorable(`There is an effect ${effect.id} already`)
  }

  settle(stream: string, id: string, at: number): void {
    const update = this.#database.statement(
      'update effect set settled_at = ?, owner = null, lease_until = 0 where stream = ? and id = ? and settled_at is null',
    )
    update.run(at, stream, id)
  }

  /** What has not begun ends here, even when a worker holds it: `begin` will tell that worker. */
  withdraw(stream: string, id: string, receipt: NewInput): 'ended' | 'requested' | 'over' {
    const row = this.#database.statement('select has_begun from effect where stream = ? and id = ? and settled_at is null').get(stream, id)
    if (!row) return 'over'
    if (row['has_begun'] === 1) {
      const request = this.#database.statement('update effect set cancel_requested = 1, not_before = 0 where stream = ? and id = ?')
      request.run(stream, id)
      return 'requested'
    }
    this.settle(stream, id, receipt.at)
    this.#inputs.insert(stream, receipt)
    return 'ended'
  }

  claim({ owner, host, kinds, now, until, limit }: ClaimRequest): readonly ClaimedEffect[] {
    const select = this.#database.statement(
      `${claimable} and effect.lease_until <= :now and effect.not_before <= :now
       order by row_number() over (partition by effect.stream order by effect.number), effect.number limit :limit`,
    )
    const update = this.#database.statement('update effect set owner = ?, lease_until = ?, attempt = attempt + 1 where number = ?')
    const rows = select.all({ host, kinds: JSON.stringify(kinds), now, limit })
    for (const row of rows) update.run(owner, until, integerOf(row, 'number'))
    return rows.map((row) => claimedOf(row, until))
  }

  nextClaim(host: string | null, kinds: readonly string[], now: number): number | null {
    const select = this.#database.statement(`select min(max(lease_until, not_before)) as next from (${claimable}) where max(lease_until, not_before) > :now`)
    const next = select.get({ host, kinds: JSON.stringify(kinds), now })?.['next']
    return typeof next === 'number' ? next : null
  }

  begin({ stream, effect, attempt }: ClaimedEffect, owner: string): boolean {
    const update = this.#database.statement(`update effect set has_begun = 1 where ${isHeld} and cancel_requested = 0`)
    return update.run(stream, effect.id, owner, attempt).changes === 1
  }

  renew({ stream, effect, attempt }: ClaimedEffect, owner: string, until: number): { readonly held: boolean; readonly cancelRequested: boolean } {
    const update = this.#database.statement(`update effect set lease_until = ? where ${isHeld} returning cancel_requested`)
    const row = update.get(until, stream, effect.id, owner, attempt)
    return { held: row !== undefined, cancelRequested: row?.['cancel_requested'] === 1 }
  }

  giveBack({ stream, effect, attempt }: ClaimedEffect, owner: string, notBefore: number, isUntouched: boolean): void {
    const update = this.#database.statement(
      `update effect set owner = null, lease_until = 0, not_before = ?, has_begun = iif(?, 0, has_begun) where ${isHeld}`,
    )
    update.run(notBefore, isUntouched ? 1 : 0, stream, effect.id, owner, attempt)
  }

  receive(claim: ClaimedEffect, owner: string, receipt: NewInput, outcome: Outcome): 'taken' | 'late' {
    const { stream, effect, attempt } = claim
    const known = this.#database.statement('select is_taken from receipt where stream = ? and effect = ? and attempt = ?').get(stream, effect.id, attempt)
    if (known) return known['is_taken'] === 1 ? 'taken' : 'late'
    const isTaken = this.#counts(claim, owner, outcome)
    this.#database
      .statement('insert into receipt (stream, effect, attempt, at, outcome, is_taken) values (?, ?, ?, ?, ?, ?)')
      .run(stream, effect.id, attempt, receipt.at, asJson(outcome, `The outcome of ${effect.id}`), isTaken ? 1 : 0)
    if (!isTaken) return 'late'
    this.#inputs.insert(stream, receipt)
    this.settle(stream, effect.id, receipt.at)
    return 'taken'
  }

  #counts({ stream, effect, attempt }: ClaimedEffect, owner: string, outcome: Outcome): boolean {
    const row = this.#database.statement('select owner, attempt, settled_at from effect where stream = ? and id = ?').get(stream, effect.id)
    if (!row) return false
    if (outcome.kind === 'done') return row['settled_at'] === null || this.#isUnknown(stream, effect.id)
    return row['settled_at'] === null && row['owner'] === owner && row['attempt'] === attempt
  }

  /** All that was heard of it is that nobody knows. */
  #isUnknown(stream: string, id: string): boolean {
    const taken = this.#database.statement('select outcome from receipt where stream = ? and effect = ? and is_taken = 1').all(stream, id)
    return taken.length === 1 && taken.every((row) => jsonOf<Outcome>(row, 'outcome').kind === 'unknown')
  }

  releaseAll(owner: string): void {
    this.#database.statement('update effect set owner = null, lease_until = 0 where owner = ?').run(owner)
  }

  prune(before: number, limit: number): number {
    const old = this.#database
      .statement('select number, stream, id from effect where settled_at is not null and settled_at < ? limit ?')
      .all(before, limit)
    for (const row of old) {
      this.#database.statement('delete from receipt where stream = ? and effect = ?').run(textOf(row, 'stream'), textOf(row, 'id'))
      this.#database.statement('delete from effect where number = ?').run(integerOf(row, 'number'))
    }
    return old.length
  }
}

function claimedOf(row: Columns, until: number): ClaimedEffect {
  return {
    stream: textOf(row, 'stream'),
    effect: jsonOf(row, 'effect'),
    attempt: integerOf(row, 'attempt') + 1,
    mayHaveBegun: row['has_begun'] === 1,
    cancelRequested: row['cancel_requested'] === 1,
    leaseUntil: until,
  }
}

/** Workers claim by kind: the one word of the work that the store reads. */
function kindOf(work: unknown): string {
  if (typeof work === 'object' && work !== null && 'kind' in work && typeof work.kind === 'string') return work.kind
  throw new Unstorable('Work without a kind')
}

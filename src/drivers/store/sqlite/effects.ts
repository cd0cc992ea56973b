import type { ClaimedEffect, ClaimRequest, NewInput } from '../../../ports/store.ts'
import type { Effect, Outcome } from '../../../core/kernel/effect.ts'
import { asJson, integerOf, jsonOf, textOf, Unstorable, type Columns } from './columns.ts'
import type { Database } from './database.ts'
import type { Inputs } from './inputs.ts'

/** The first unsettled effect of each lane. Of a minimum's row the other columns are taken too: https://www.sqlite.org/quirks.html */
const heads = `
  select min(number) as number, stream, host, kind, max(lease_until, not_before) as free_from
  from effect indexed by effect_open where settled_at is null group by stream, lane`
const freeHeads = `${heads} having free_from <= ?`
const laterHeads = `${heads} having free_from > ?`

const isHeld = 'stream = ? and id = ? and owner = ? and attempt = ? and settled_at is null'
const begin = `update effect set has_begun = 1 where ${isHeld} and cancel_requested = 0`
const renew = `update effect set lease_until = ? where ${isHeld} returning cancel_requested`
const giveBack = `update effect set owner = null, lease_until = 0, not_before = ?, has_begun = iif(?, 0, has_begun) where ${isHeld}`
const settleHeld = `update effect set settled_at = ?, owner = null, lease_until = 0 where ${isHeld}`

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

  claim(request: ClaimRequest): readonly ClaimedEffect[] {
    const { owner, until } = request
    const update = this.#database.statement(
      `update effect set owner = ?, lease_until = ?, attempt = attempt + 1 where number = ?
       returning stream, effect, attempt, has_begun, cancel_requested, lease_until`,
    )
    return this.#free(request)
      .flatMap((row) => update.all(owner, until, integerOf(row, 'number')))
      .map(claimedOf)
  }

  /** Whether a claim would find anything: asked without holding up those who write. */
  hasFree(request: ClaimRequest): boolean {
    return this.#free(request).length > 0
  }

  nextClaim(host: string | null, kinds: readonly string[], now: number): number | null {
    const later = this.#database.statement(laterHeads).all(now)
    const moments = later.filter((row) => isFor(row, host, kinds)).map((row) => integerOf(row, 'free_from'))
    return moments.reduce<number | null>((least, moment) => Math.min(least ?? moment, moment), null)
  }

  #free({ host, rooms, now }: ClaimRequest): readonly Columns[] {
    const free = this.#database.statement(freeHeads).all(now)
    return rooms.flatMap(({ kinds, limit }) => inTurn(free.filter((row) => isFor(row, host, kinds))).slice(0, limit))
  }

  begin({ stream, effect, attempt }: ClaimedEffect, owner: string): boolean {
    return this.#database.statement(begin).run(stream, effect.id, owner, attempt).changes === 1
  }

  renew(
    { stream, effect, attempt }: ClaimedEffect,
    owner: string,
    until: number,
  ): { readonly held: boolean; readonly cancelRequested: boolean } {
    const row = this.#database.statement(renew).get(until, stream, effect.id, owner, attempt)
    return { held: row !== undefined, cancelRequested: row?.['cancel_requested'] === 1 }
  }

  giveBack({ stream, effect, attempt }: ClaimedEffect, owner: string, notBefore: number, isUntouched: boolean): void {
    this.#database.statement(giveBack).run(notBefore, isUntouched ? 1 : 0, stream, effect.id, owner, attempt)
  }

  receive(claim: ClaimedEffect, owner: string, receipt: NewInput, outcome: Outcome): 'taken' | 'late' {
    const { stream, effect, attempt } = claim
    const held = this.#database.statement(settleHeld).run(receipt.at, stream, effect.id, owner, attempt)
    if (held.changes === 1) return this.#take(claim, receipt, outcome)
    const known = this.#database
      .statement('select is_taken from receipt where stream = ? and effect = ? and attempt = ?')
      .get(stream, effect.id, attempt)
    if (known) return known['is_taken'] === 1 ? 'taken' : 'late'
    if (outcome.kind === 'done' && this.#mayStillEnd(stream, effect.id)) {
      this.settle(stream, effect.id, receipt.at)
      return this.#take(claim, receipt, outcome)
    }
    this.#insertReceipt(claim, receipt.at, outcome, 'late')
    return 'late'
  }

  #take(claim: ClaimedEffect, receipt: NewInput, outcome: Outcome): 'taken' {
    this.#insertReceipt(claim, receipt.at, outcome, 'taken')
    this.#inputs.insert(claim.stream, receipt)
    return 'taken'
  }

  #insertReceipt({ stream, effect, attempt }: ClaimedEffect, at: number, outcome: Outcome, taken: 'taken' | 'late'): void {
    this.#database
      .statement('insert into receipt (stream, effect, attempt, at, outcome, is_taken) values (?, ?, ?, ?, ?, ?)')
      .run(stream, effect.id, attempt, at, asJson(outcome, `The outcome of ${effect.id}`), taken === 'taken' ? 1 : 0)
  }

  #mayStillEnd(stream: string, id: string): boolean {
    const row = this.#database.statement('select settled_at from effect where stream = ? and id = ?').get(stream, id)
    return row !== undefined && (row['settled_at'] === null || this.#isUnknown(stream, id))
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
      .statement('select number, stream, id from effect where settled_at is not null and settled_at < ? limit ? + 0')
      .all(before, limit)
    for (const row of old) {
      this.#database.statement('delete from receipt where stream = ? and effect = ?').run(textOf(row, 'stream'), textOf(row, 'id'))
      this.#database.statement('delete from effect where number = ?').run(integerOf(row, 'number'))
    }
    return old.length
  }
}

function isFor(row: Columns, host: string | null, kinds: readonly string[]): boolean {
  return kinds.includes(textOf(row, 'kind')) && (row['host'] === null || row['host'] === host)
}

/** The oldest of each stream, then the second of each, and so on. */
function inTurn(rows: readonly Columns[]): readonly Columns[] {
  if (rows.length <= 1) return rows
  const counts = new Map<string, number>()
  const ranked = rows
    .toSorted((a, b) => integerOf(a, 'number') - integerOf(b, 'number'))
    .map((row) => {
      const rank = counts.get(textOf(row, 'stream')) ?? 0
      counts.set(textOf(row, 'stream'), rank + 1)
      return { row, rank }
    })
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row)
}

function claimedOf(row: Columns): ClaimedEffect {
  return {
    stream: textOf(row, 'stream'),
    effect: jsonOf(row, 'effect'),
    attempt: integerOf(row, 'attempt'),
    mayHaveBegun: row['has_begun'] === 1,
    cancelRequested: row['cancel_requested'] === 1,
    leaseUntil: integerOf(row, 'lease_until'),
  }
}

/** Workers claim by kind: the one word of the work that the store reads. */
function kindOf(work: unknown): string {
  if (typeof work === 'object' && work !== null && 'kind' in work && typeof work.kind === 'string') return work.kind
  throw new Unstorable('Work without a kind')
}

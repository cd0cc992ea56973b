import type { FreezeFact, ProcessFacts, SnapshotFact } from '../../core/facts/index.ts'
import type { FreezeBlock, SecretBlock, SnapshotBlock } from '../language/blocks.ts'
import type { Named } from '../read/reading.ts'
import { ageOf } from './ages.ts'
import { forms, type Compiling } from './compiling.ts'
import { keepOf } from './releases.ts'

export function snapshotFact({ name, value }: Named<SnapshotBlock>, compiling: Compiling): SnapshotFact {
  const { keys } = value
  if (keys.of === undefined) throw new Error(`The snapshot ${name} is not complete.`)
  const isOfSnapshot = compiling.process.keys.snapshots?.some((entry) => entry.name === keys.of?.form) === true
  return {
    name,
    of: { kind: isOfSnapshot ? 'snapshot' : 'environment', name: keys.of.form },
    when: keys.when === undefined ? null : compiling.calendars.times(keys.when.form),
    strip: keys.strip?.form ?? null,
    keep: keys.keep === undefined ? { kind: 'age', age: { kind: 'days', days: 14 } } : keepOf(keys.keep.form),
    into: keys.into === undefined ? (isStripped(name, compiling) ? null : []) : forms(keys.into),
    approve: forms(keys.approve),
  }
}

/** A copy of what was stripped is stripped too. */
export function isStripped(name: string, { process }: Pick<Compiling, 'process'>): boolean {
  const seen = new Set<string>()
  let at: string | undefined = name
  while (at !== undefined && !seen.has(at)) {
    seen.add(at)
    const wanted: string = at
    const keys: SnapshotBlock['keys'] | undefined = process.keys.snapshots?.find((entry) => entry.name === wanted)?.value.keys
    if (keys?.strip !== undefined) return true
    at = keys?.of?.form
  }
  return false
}

export function secretFact({ value }: Named<SecretBlock>): ProcessFacts['secrets'][string] {
  const { at, rotate } = value.keys
  return { at: forms(at), rotate: rotate === undefined ? null : ageOf(rotate.form) }
}

export function freezeFact({ name, value }: Named<FreezeBlock>, compiling: Compiling): FreezeFact {
  const { when, at, except } = value.keys
  if (when === undefined) throw new Error(`The freeze ${name} is not complete.`)
  const calendar = when.form.kind === 'span' ? compiling.calendars.span(when.form) : compiling.calendars.hours(when.form)
  const production = compiling.production === null ? [] : [compiling.production]
  return { name, calendar, at: at === undefined ? production : forms(at), except: forms(except) }
}

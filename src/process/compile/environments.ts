import type { Data, EnvironmentFact, Go, Lifetime, RolloutFact, Source } from '../../core/facts/index.ts'
import { overlapsWildcard } from '../../lib/wildcard.ts'
import type { EnvironmentBlock } from '../language/blocks.ts'
import type { GoForm } from '../language/phrases/go.ts'
import type { Named } from '../read/reading.ts'
import { ageOf, millisecondsOf } from './ages.ts'
import { isProtectedBranch } from './branches.ts'
import { forms, ruleOf, textsOf, type Compiling } from './compiling.ts'
import { allowFact } from './organisation.ts'
import { isStripped } from './upkeep.ts'

export function environmentFact(entry: Named<EnvironmentBlock>, compiling: Compiling): EnvironmentFact {
  const { name, value } = entry
  const { keys } = value
  const isEach = keys.for !== undefined
  const takes = forms(isEach ? keys.for : keys.deploy)
  const data = keys.data?.form ?? { kind: name === compiling.production ? 'live' : 'empty' }
  return {
    name,
    kind: isEach ? 'each' : 'shared',
    takes,
    components: keys.components === undefined ? compiling.components : forms(keys.components),
    data,
    infra: keys.infra?.form ?? null,
    ...gates(keys, compiling),
    pace: keys.pace?.form === 'each component' ? 'each-component' : 'together',
    rollout: rolloutFact(keys.rollout),
    verify: forms(keys.verify),
    experiments: keys.experiments?.form ?? null,
    ...place(name, keys, takes),
    ...life(keys, compiling),
    allow: keys.allow === undefined ? {} : allowFact(keys.allow),
    env: textsOf(keys.env),
    secrets: keys.secrets === undefined ? grantedSecrets(name, compiling) : forms(keys.secrets),
    isProtected: isProtectedEnvironment(name, takes, data, keys, compiling),
  }
}

type Keys = EnvironmentBlock['keys']

function gates(
  keys: Keys,
  compiling: Compiling,
): Pick<EnvironmentFact, 'go' | 'after' | 'soak' | 'approve' | 'approvalLasts' | 'if' | 'claim' | 'queue'> {
  return {
    go: keys.when === undefined ? [{ kind: 'by-itself' }] : forms(keys.when).map((form) => goOf(form, compiling)),
    after: forms(keys.after),
    soak: keys.soak === undefined ? null : ageOf(keys.soak.form),
    approve: forms(keys.approve),
    approvalLasts: keys['approval-lasts'] === undefined ? null : ageOf(keys['approval-lasts'].form),
    if: ruleOf(keys.if, compiling),
    claim: keys.claim === undefined ? null : ageOf(keys.claim.form),
    queue: keys.queue?.form ?? 'latest',
  }
}

function goOf(form: GoForm, compiling: Compiling): Go {
  return form.kind === 'hours' ? { kind: 'hours', calendar: compiling.calendars.hours(form) } : form
}

function rolloutFact(block: Keys['rollout']): RolloutFact {
  const keys = block?.keys ?? {}
  const steps = keys.steps === undefined ? [100] : forms(keys.steps)
  return {
    style: keys.style?.form ?? 'rolling',
    surge: keys.surge?.form ?? 1,
    drainMs: millisecondsOf(keys.drain?.form ?? '30s'),
    steps: steps.at(-1) === 100 ? steps : [...steps, 100],
    watchMs: millisecondsOf(keys.watch?.form ?? '5 min'),
  }
}

function place(
  name: string,
  keys: Keys,
  takes: readonly Source[],
): Pick<EnvironmentFact, 'space' | 'server' | 'registry' | 'address' | 'size' | 'instances'> {
  return {
    space: keys.space?.form ?? null,
    server: keys.server?.form ?? null,
    registry: keys.registry?.form ?? null,
    address: keys.address?.form ?? defaultAddress(name, keys.for !== undefined, takes),
    size: keys.size?.form ?? (keys.for === undefined ? 'medium' : 'small'),
    instances: keys.instances?.form ?? 1,
  }
}

/** One of each needs an address of its own. */
export function defaultAddress(name: string, isEach: boolean, takes: readonly Source[]): string {
  if (!isEach) return name
  const hasBranches = takes.some((source) => source.kind === 'branch')
  const hasChanges = takes.some((source) => source.kind === 'change')
  return [name, ...(hasBranches ? ['<branch>'] : []), ...(hasChanges ? ['<change>'] : [])].join('-')
}

function life(keys: Keys, compiling: Compiling): Pick<EnvironmentFact, 'pool' | 'limit' | 'expire' | 'officeHours'> {
  const office = keys['office-hours']?.form
  return {
    pool: keys.pool?.form ?? 1,
    limit: keys.limit?.form ?? 10,
    expire: expireOf(keys),
    officeHours:
      office === undefined
        ? null
        : { calendar: compiling.calendars.hours(office), outside: office.else === 0 ? 'asleep' : { instances: office.else } },
  }
}

function expireOf(keys: Keys): Lifetime | null {
  const form = keys.expire?.form
  if (form === undefined) return keys.for === undefined ? null : { kind: 'idle', age: { kind: 'days', days: 7 } }
  return form.kind === 'with-run' ? { kind: 'with-run' } : { kind: form.kind, age: ageOf(form.after) }
}

function grantedSecrets(name: string, { process }: Compiling): readonly string[] {
  const granted = (process.keys.secrets ?? []).filter((secret) => forms(secret.value.keys.at).includes(name))
  return granted.map((secret) => secret.name).toSorted()
}

/**
 * Production, what asks for approval, what holds data that is not stripped, and what takes
 * nothing but protected branches or what was made of them.
 */
function isProtectedEnvironment(name: string, takes: readonly Source[], data: Data, keys: Keys, compiling: Compiling): boolean {
  if (name === compiling.production || keys.approve !== undefined || data.kind === 'live') return true
  if (data.kind === 'snapshot' && !isStripped(data.snapshot, compiling)) return true
  return takes.every((source) => isTrustedSource(source, compiling))
}

function isTrustedSource(source: Source, compiling: Compiling): boolean {
  const { process } = compiling
  const { candidates, releases } = process.keys
  const isMadeOfTrusted = (section: typeof releases): boolean => forms(section?.keys.of).every((of) => isTrustedSource(of, compiling))
  if (source.kind === 'candidate') return isMadeOfTrusted(candidates)
  if (source.kind === 'release') return isMadeOfTrusted(releases)
  if (source.kind === 'image')
    return [candidates, releases].filter((section) => section?.keys.registry?.form === source.registry).every(isMadeOfTrusted)
  if (source.kind !== 'branch') return false
  const rules = (process.keys.branches ?? []).filter((entry) => overlapsWildcard(entry.name, source.branch))
  if (!source.branch.includes('*'))
    return rules.length === 0 || rules.some((entry) => entry.name === source.branch) || rules.every(isProtectedBranch)
  return rules.some((entry) => entry.name === source.branch) && rules.every(isProtectedBranch)
}

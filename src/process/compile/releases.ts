import type { Keep, ReleaseRules, ReleaseStart, TrainFact, VersionRules } from '../../core/facts/index.ts'
import type { ReleaseBlock, TrainBlock, VersionBlock } from '../language/blocks.ts'
import type { MakeForm, PublishForm } from '../language/phrases/go.ts'
import type { KeepForm } from '../language/phrases/place.ts'
import type { Named } from '../read/reading.ts'
import { ageOf } from './ages.ts'
import { forms, ruleOf, type Compiling } from './compiling.ts'

export function versionRules(block: VersionBlock | undefined): VersionRules {
  if (block === undefined) return { scheme: 'build' }
  const { scheme, format, labels } = block.keys
  if (scheme?.form === 'semver') return { scheme: 'semver', format: 'MAJOR.MINOR.PATCH', labels: labels?.form ?? null }
  return { scheme: 'calver', format: format?.form ?? 'YYYY.0M.0D.build', labels: labels?.form ?? null }
}

export function releaseRules(block: ReleaseBlock | undefined, isCandidate: boolean, compiling: Compiling): ReleaseRules | null {
  if (block === undefined) return null
  const { keys } = block
  return {
    of: forms(keys.of),
    when: keys.when === undefined ? [{ kind: 'by-itself' }] : forms(keys.when).map((form) => startOf(form, compiling)),
    approve: forms(keys.approve),
    choose: forms(keys.choose),
    publish: keys.publish === undefined ? { kind: 'by-itself' } : publishOf(keys.publish.form, compiling),
    notes: keys.notes?.form ?? 'generated',
    changelog: keys.changelog?.form ?? null,
    artifacts: keys.artifacts === undefined ? ['dist'] : forms(keys.artifacts),
    registry: keys.registry?.form ?? null,
    prerelease: keys.prerelease?.form ?? 'rc',
    keep: keys.keep === undefined ? defaultKeep(isCandidate, compiling) : keepOf(keys.keep.form),
  }
}

function startOf(form: MakeForm, compiling: Compiling): ReleaseStart {
  return form.kind === 'time' ? { kind: 'time', calendar: compiling.calendars.times(form) } : form
}

function publishOf(form: PublishForm, compiling: Compiling): ReleaseRules['publish'] {
  return form.kind === 'after' ? form : startOf(form, compiling)
}

/** Candidates are no use any more once production runs one of them or a newer one. */
function defaultKeep(isCandidate: boolean, { production }: Compiling): Keep {
  return isCandidate && production !== null ? { kind: 'until', environment: production } : { kind: 'forever' }
}

export function keepOf(form: KeepForm): Keep {
  return form.kind === 'age' ? { kind: 'age', age: ageOf(form.age) } : form
}

export function trainFact({ name, value }: Named<TrainBlock>, compiling: Compiling): TrainFact {
  const { keys } = value
  if (keys.from === undefined || keys.into === undefined || keys.when === undefined) throw new Error(`The train ${name} is not complete.`)
  return {
    name,
    from: keys.from.form,
    into: keys.into.form,
    when: compiling.calendars.times(keys.when.form),
    if: ruleOf(keys.if, compiling),
    approve: forms(keys.approve),
  }
}

import type { Condition, ProcessFacts } from '../../core/facts/index.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { sha256 } from '../../lib/sha256.ts'
import type { ProcessBlock } from '../language/blocks.ts'
import type { SourceText } from '../source/span.ts'
import type { Scalar } from '../yaml/node.ts'
import { branchRules, changeRules, ownerRules } from './branches.ts'
import { Calendars, holidayOf } from './calendars.ts'
import { byName, forms, type Compiling } from './compiling.ts'
import { environmentFact } from './environments.ts'
import { componentFacts, spaceFact } from './organisation.ts'
import { pipelineFacts } from './pipelines.ts'
import { releaseRules, trainFact, versionRules } from './releases.ts'
import { freezeFact, secretFact, snapshotFact } from './upkeep.ts'

/** Turns a process that was read and checked into closed data. */
export function compileProcess(
  process: ProcessBlock,
  conditions: ReadonlyMap<Scalar, Condition>,
  sources: readonly SourceText[],
): ProcessFacts {
  const { keys } = process
  const timeZone = keys['time-zone']?.form ?? 'UTC'
  const holidays = forms(keys.holidays).map(holidayOf)
  const digest = digestOf(sources)
  const draft = { process, calendars: new Calendars(timeZone, holidays), conditions, production: productionOf(process), components: [] }
  const components = componentFacts(draft)
  const compiling: Compiling = { ...draft, components: Object.keys(components) }
  const facts: Omit<ProcessFacts, 'calendars'> = {
    format: 1,
    digest,
    project: keys.project?.form ?? null,
    timeZone,
    holidays,
    production: compiling.production,
    libraries: byName(keys.libraries, ({ value }) => ({ git: value.keys.git?.form ?? '', version: value.keys.version?.form ?? '' })),
    teams: byName(keys.teams, (team) => forms(team.value)),
    spaces: byName(keys.spaces, spaceFact),
    components,
    changes: changeRules(compiling),
    branches: branchRules(compiling),
    owners: ownerRules(compiling),
    versions: versionRules(keys.versions),
    candidates: releaseRules(keys.candidates, true, compiling),
    releases: releaseRules(keys.releases, false, compiling),
    trains: byName(keys.trains, (train) => trainFact(train, compiling)),
    pipelines: pipelineFacts(digest, compiling),
    environments: byName(keys.environments, (entry) => environmentFact(entry, compiling)),
    snapshots: byName(keys.snapshots, (snapshot) => snapshotFact(snapshot, compiling)),
    secrets: byName(keys.secrets, secretFact),
    notify: byName(keys.notify, (entry) => forms(entry.value)),
    freezes: byName(keys.freezes, (freeze) => freezeFact(freeze, compiling)),
  }
  return { ...facts, calendars: compiling.calendars.all() }
}

/** Of the file's bytes, wherever it lies, and of every file it includes by the name it is included under. */
function digestOf([main, ...included]: readonly SourceText[]): string {
  return sha256(canonicalJson([sha256(main?.text ?? ''), ...included.map(({ path, text }) => [path, sha256(text)])]))
}

/** The environment that is meant by "production". */
export function productionOf(process: ProcessBlock): string | null {
  const named = process.keys.production?.form
  if (named !== undefined) return named
  return process.keys.environments?.some((entry) => entry.name === 'production') === true ? 'production' : null
}

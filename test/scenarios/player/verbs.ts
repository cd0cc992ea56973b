import type { Answer } from '../../../src/core/kernel/answer.ts'
import type { Body } from '../../../src/core/project/input.ts'
import type { Stage } from '../../../src/core/testing/stage.ts'
import { waits } from '../../../src/core/verdict/waits.ts'
import { whyEnvironment } from '../../../src/core/verdict/why.ts'
import { judgeChange } from '../../../src/core/change/judge.ts'
import { ageMs, answerLines, momentText, verdictLine } from './words.ts'

export interface Scene {
  readonly stage: Stage
  /** The named parts of the line. */
  readonly words: Readonly<Record<string, string | undefined>>
}

/** A line that people write, and what it does. Lines it answers are shown before what touched the world. */
export type Verb = readonly [RegExp, (scene: Scene) => readonly string[] | void]

/** A verb that is one command of one person. */
function command(pattern: RegExp, body: (words: Readonly<Record<string, string>>, stage: Stage) => Body): Verb {
  return [
    pattern,
    ({ stage, words }) => {
      const given = Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== undefined))
      return answerLines(stage.say(given['by'] ?? 'nobody', body(given, stage)))
    },
  ]
}

const repositoryVerbs: readonly Verb[] = [
  [
    /^push (?<branch>\S+) (?<contents>\S+=.+?) by (?<by>\S+)$/,
    ({ stage, words }) => void stage.push(words['branch'] ?? '', contentsOf(words['contents'] ?? ''), words['by']),
  ],
  [
    /^branch (?<branch>\S+) from (?<from>\S+) by (?<by>\S+)$/,
    ({ stage, words }) => branch(stage, words['branch'] ?? '', words['from'] ?? '', words['by'] ?? ''),
  ],
  [/^delete (?<branch>\S+) by (?<by>\S+)$/, ({ stage, words }) => stage.deleteBranch(words['branch'] ?? '', words['by'])],
]

const changeVerbs: readonly Verb[] = [
  command(
    /^open change from (?<from>\S+)(?: into (?<into>\S+))?(?: "(?<title>.+)")?(?: with (?<labels>.+?))? by (?<by>\S+)$/,
    ({ from = '', into, title, labels }) => ({
      kind: 'change.open',
      from,
      into: into ?? null,
      title: title ?? `Take ${from}`,
      labels: listOf(labels),
      isDraft: false,
    }),
  ),
  command(/^label change (?<change>\d+)(?: with (?<labels>.+?))? by (?<by>\S+)$/, ({ change, labels }) => ({
    kind: 'change.edit',
    change: Number(change),
    title: null,
    labels: listOf(labels),
    isDraft: null,
  })),
  command(/^(?<verdict>approve|reject) change (?<change>\d+) by (?<by>\S+)$/, ({ change = '', verdict }, stage) => ({
    kind: 'change.review',
    change: Number(change),
    verdict: verdict === 'approve' ? 'approved' : 'rejected',
    head: stage.state.changes.get(change)?.head ?? '',
  })),
  command(/^merge change (?<change>\d+) by (?<by>\S+)$/, ({ change }) => ({ kind: 'change.merge', change: Number(change) })),
  command(/^close change (?<change>\d+) by (?<by>\S+)$/, ({ change }) => ({ kind: 'change.close', change: Number(change) })),
  command(/^run (?<pipeline>\S+) again on (?<branch>\S+) by (?<by>\S+)$/, ({ pipeline = '', branch = '' }) => ({
    kind: 'run.again',
    pipeline,
    branch,
    change: null,
  })),
]

const environmentVerbs: readonly Verb[] = [
  command(
    /^promote (?<environment>\S+)(?: with (?:branch (?<branch>\S+)|change (?<change>\d+)))? by (?<by>\S+)$/,
    ({ environment = '', branch, change }) => ({
      kind: 'environment.promote',
      environment,
      branch: branch ?? null,
      change: change === undefined ? null : Number(change),
      digest: null,
    }),
  ),
  command(/^approve (?<environment>\S+) by (?<by>\S+)$/, ({ environment = '' }, stage) => ({
    kind: 'environment.approve',
    environment,
    digest: stage.waitingDigest(environment),
  })),
  command(/^reject (?<environment>\S+) by (?<by>\S+) because (?<reason>.+)$/, ({ environment = '', reason = '' }, stage) => ({
    kind: 'environment.reject',
    environment,
    reason,
    digest: stage.waitingDigest(environment),
  })),
  command(/^hold (?<environment>\S+) by (?<by>\S+) because (?<reason>.+)$/, ({ environment = '', reason = '' }) => ({
    kind: 'environment.hold',
    environment,
    reason,
  })),
  command(/^free (?<environment>\S+) by (?<by>\S+)$/, ({ environment = '' }) => ({ kind: 'environment.free', environment })),
  command(/^abort (?<environment>\S+) by (?<by>\S+)$/, ({ environment = '' }) => ({ kind: 'environment.abort', environment })),
  command(/^retry (?<environment>\S+) by (?<by>\S+)$/, ({ environment = '' }, stage) => ({
    kind: 'environment.retry',
    environment,
    digest: stage.state.environments.get(environment)?.failed[0] ?? '',
  })),
  command(
    /^roll back (?<component>\S+ in )?(?<environment>\S+?)(?: to (?<generation>\d+))? by (?<by>\S+)$/,
    ({ environment = '', component, generation }) => ({
      kind: 'environment.rollback',
      environment,
      component: component?.slice(0, -' in '.length) ?? null,
      generation: generation === undefined ? null : Number(generation),
    }),
  ),
  command(/^take down (?<environment>\S+) by (?<by>\S+)$/, ({ environment = '' }) => ({ kind: 'environment.close', environment })),
  command(/^stop the line by (?<by>\S+) because (?<reason>.+)$/, ({ reason = '' }) => ({ kind: 'line.stop', reason })),
  command(/^let the line run by (?<by>\S+)$/, () => ({ kind: 'line.resume' })),
  [
    /^say that the migration was (?<outcome>done|not done) by (?<by>\S+)$/,
    ({ stage, words }) => answerLines(resolve(stage, words['by'] ?? '', words['outcome'] === 'done' ? 'done' : 'failed')),
  ],
]

const questions: readonly Verb[] = [
  [
    /^wait (?<count>\d+) ?(?<unit>\w+)$/,
    ({ stage, words: { count = '', unit = '' } }) => {
      stage.wait(ageMs(count, unit))
      return [`it is ${momentText(stage.now)}`]
    },
  ],
  [
    /^why change (?<change>\d+)$/,
    ({ stage, words: { change = '' } }) => {
      const row = stage.state.changes.get(change)
      return row
        ? judgeChange(stage.state, row, stage.now)
            .filter(({ state }) => state !== 'open')
            .map(verdictLine)
        : ['it is not open']
    },
  ],
  [
    /^why (?<environment>\S+)$/,
    ({ stage, words: { environment = '' } }) => {
      const verdicts = whyEnvironment(stage.state, environment, stage.now)
      const shut = verdicts.filter(({ state }) => state !== 'open')
      return (shut.length > 0 ? shut : verdicts.slice(-1)).map(verdictLine)
    },
  ],
  [/^show$/, ({ stage }) => show(stage)],
  [
    /^waits$/,
    ({ stage }) =>
      waits(stage.state, stage.now)
        .map(({ subject, what, deadline, exits }) => `${subject}: ${what}; told ${momentText(deadline)}; ended by ${exits.join(', ')}`)
        .toSorted(),
  ],
]

export const verbs: readonly Verb[] = [...repositoryVerbs, ...changeVerbs, ...questions, ...environmentVerbs]

/** A new branch where another stands. */
function branch(stage: Stage, name: string, from: string, by: string): void {
  const head = stage.repository.refs.get(from) ?? ''
  stage.repository.refs.set(name, head)
  stage.part({ kind: 'refs.changed', pusher: by, refs: [{ name: `refs/heads/${name}`, old: null, new: head }] })
}

/** `shop=tea docs=a-page` */
function contentsOf(text: string): Record<string, string> {
  return Object.fromEntries(text.split(' ').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
}

function listOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(', ')
}

function resolve(stage: Stage, by: string, outcome: 'done' | 'failed'): Answer {
  const effect = [...stage.state.pending.values()].find((row) => row.work === 'database.migrate')?.id ?? ''
  return stage.say(by, { kind: 'effect.resolve', effect, outcome, detail: 'looked at it' })
}

/** What serves where. */
function show(stage: Stage): string[] {
  const rows = [...stage.state.environments.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return rows.map((row) => {
    const components = Object.entries(row.current?.set.components ?? {}).map(([name, bytes]) => `${name}: ${bytes}`)
    return `${row.id} (${row.generation}): ${components.join(', ') || 'nothing'}${row.hold ? `, held by ${row.hold.by}` : ''}`
  })
}

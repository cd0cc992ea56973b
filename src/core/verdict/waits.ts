import { judgeChange } from '../change/judge.ts'
import { declared } from '../environment/declared.ts'
import type { EnvironmentRow } from '../environment/environment.ts'
import type { Instant } from '../facts/time.ts'
import { limits } from '../kernel/limits.ts'
import type { Clearer, Verdict } from '../kernel/verdict.ts'
import type { CommandKind } from '../project/input.ts'
import { remindAt } from '../project/remind.ts'
import type { PendingRow, Project } from '../project/state.ts'
import type { Subject } from '../project/subject.ts'
import type { WorkKind } from '../kernel/work.ts'
import { clearers } from './make.ts'
import { whyEnvironment } from './why.ts'

/** Something that does not move right now. */
export interface Wait {
  readonly subject: Subject
  readonly what: string
  /** Who ends it, or what. Never empty. */
  readonly owners: readonly Clearer[]
  /** When people are told that it takes long, at the latest. */
  readonly deadline: Instant
  /** What an operator can say to end it, whatever it waits for. Never empty. */
  readonly exits: readonly CommandKind[]
}

/** Everything that waits in a project. */
export function waits(state: Project, now: Instant): Wait[] {
  return [...waitingEffects(state), ...waitingChanges(state, now), ...waitingJobs(state), ...waitingEnvironments(state, now)]
}

function waitingEffects(state: Project): Wait[] {
  return Array.from(state.pending.values(), (row) => ({
    subject: row.subject,
    what: `effect ${row.work}${row.state === 'asked' ? '' : `, ${row.state}`}`,
    owners: row.state === 'asked' ? clearers.itself(row.work) : clearers.role('maintainer'),
    deadline: row.deadline + limits.lateGraceMs,
    exits: [exitOf(row)],
  }))
}

/** What is done in the world is ended where it was wanted, and by hand only when it is late. */
function exitOf(row: PendingRow): CommandKind {
  const exits: Partial<Record<WorkKind, CommandKind>> = {
    'job.run': 'run.cancel',
    'ref.update': 'change.unmerge',
    'database.migrate': 'environment.abort',
    'target.activate': 'environment.abort',
    'target.remove': 'environment.forget',
  }
  return (row.state === 'asked' ? exits[row.work] : undefined) ?? 'effect.resolve'
}

function waitingChanges(state: Project, now: Instant): Wait[] {
  return Array.from(state.changes.values(), (row) => ({
    subject: `change:${row.number}`,
    what: codesOf(judgeChange(state, row, now)),
    owners: ownersOf(judgeChange(state, row, now)),
    deadline: deadlineOf(state, `change:${row.number}`),
    exits: row.merging ? ['change.unmerge'] : ['change.close'],
  }))
}

function waitingJobs(state: Project): Wait[] {
  return [...state.runs.values()].flatMap((run) =>
    Object.values(run.jobs).flatMap((job): Wait[] => {
      const work = run.pipeline.jobs[job.name]?.work
      if (job.state.kind === 'asking' && work?.kind === 'approve') {
        const owners: Clearer[] = [{ kind: 'who', who: work.by }]
        return [
          {
            subject: `run:${run.number}`,
            what: `job ${job.key} asks`,
            owners,
            deadline: deadlineOf(state, `run:${run.number}`),
            exits: ['job.approve', 'run.cancel'],
          },
        ]
      }
      if (job.state.kind !== 'waiting' && job.state.kind !== 'queued') return []
      const owners: Clearer[] = [{ kind: 'itself', what: job.state.kind === 'queued' ? 'a machine' : 'the jobs before' }]
      return [
        {
          subject: `run:${run.number}`,
          what: `job ${job.key} ${job.state.kind}`,
          owners,
          deadline: deadlineOf(state, `run:${run.number}`),
          exits: ['run.cancel'],
        },
      ]
    }),
  )
}

function waitingEnvironments(state: Project, now: Instant): Wait[] {
  return [...state.environments.values()].flatMap((row): Wait[] => {
    const subject: Subject = `environment:${row.id}`
    if (row.closing) {
      return [
        {
          subject,
          what: 'closing',
          owners: clearers.role('maintainer'),
          deadline: deadlineOf(state, subject),
          exits: ['environment.forget'],
        },
      ]
    }
    if (row.rollout === null && row.candidate === null) return []
    const verdicts = whyEnvironment(state, row.id, now)
    const exits = row.rollout === null ? candidateExits(state, row) : (['environment.abort'] as const)
    return [
      {
        subject,
        what: codesOf(verdicts),
        owners: ownersOf(verdicts),
        deadline: deadlineOf(state, row.rollout === null ? subject : `rollout:${row.rollout}`),
        exits,
      },
    ]
  })
}

/** What waits is turned down, put off by a hold until somebody frees it, or goes with the environment. */
function candidateExits(state: Project, row: EnvironmentRow): CommandKind[] {
  const isVotedOn = (declared(state, row)?.approve.length ?? 0) > 0
  const other = row.owner ? 'environment.close' : row.hold ? 'environment.free' : 'environment.hold'
  return isVotedOn ? ['environment.reject', other] : [other]
}

function deadlineOf(state: Project, subject: Subject): Instant {
  return remindAt(state, subject) ?? 0
}

function codesOf(verdicts: readonly Verdict[]): string {
  const shut = verdicts.filter((verdict) => verdict.state !== 'open')
  return shut.map((verdict) => `${verdict.gate} ${verdict.code}`).join(', ') || 'about to go'
}

function ownersOf(verdicts: readonly Verdict[]): readonly Clearer[] {
  const owners = verdicts.filter((verdict) => verdict.state !== 'open').flatMap((verdict) => verdict.whoCanClear)
  return owners.length > 0 ? owners : [{ kind: 'itself', what: 'the core' }]
}

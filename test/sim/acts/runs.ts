import { somebody } from '../world/cast.ts'
import type { Act, Stage } from './stage.ts'

/** What people do with runs and jobs. */
export const runActs = {
  'start a run': ({ random, project, facts, say }) => {
    const branches = [...project.branches.values()]
    const pipelines = Object.keys(facts?.pipelines.pipelines ?? {})
    if (branches.length === 0 || pipelines.length === 0) return
    say(somebody(random, 'developer'), {
      kind: 'run.start',
      pipeline: random.pick(pipelines),
      branch: random.pick(branches).name,
      inputs: {},
    })
  },
  'cancel a run': ({ random, project, say }) => {
    const runs = [...project.runs.values()]
    if (runs.length > 0) say(somebody(random, 'developer'), { kind: 'run.cancel', run: random.pick(runs).number })
  },
  'run it again': (stage) => {
    const { random, project, say } = stage
    const changes = [...project.changes.values()]
    const branches = [...project.branches.values()]
    if (branches.length === 0) return
    const isOfChange = changes.length > 0 && random.chance(0.6)
    say(somebody(random, 'developer'), {
      kind: 'run.again',
      pipeline: 'ci',
      branch: isOfChange ? null : random.pick(branches).name,
      change: isOfChange ? random.pick(changes).number : null,
    })
  },
  'answer a job that asks': answerJob,
} satisfies Readonly<Record<string, Act>>

function answerJob({ random, project, say }: Stage): void {
  const asking = [...project.runs.values()].flatMap((run) =>
    Object.values(run.jobs)
      .filter((job) => job.state.kind === 'asking')
      .map((job) => ({ run: run.number, job: job.key })),
  )
  if (asking.length === 0) return
  say(somebody(random, 'developer'), {
    kind: 'job.approve',
    ...random.pick(asking),
    verdict: random.chance(0.85) ? 'approved' : 'rejected',
  })
}

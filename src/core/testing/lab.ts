import type { EnvironmentFact, ProcessFacts } from '../facts/index.ts'
import { component, environment, job, pipeline, pipelines, process } from './facts.ts'
import { Stage } from './stage.ts'

/** One environment, `lab`, that takes main; a shop and an api, each with its database. The shop's first bytes serve. */
export function lab(fact: Partial<EnvironmentFact> = {}, more: Partial<ProcessFacts> = {}): Stage {
  const image = job('image', { forEach: ['shop', 'api'], builds: ['shop', 'api'], artifacts: ['dist'] })
  const ci = pipeline('ci', [image], { when: [{ kind: 'push', to: null }] })
  const builder = { pipeline: 'ci', job: 'image' }
  const facts = process({
    pipelines: pipelines([ci, pipeline('smoke', [job('smoke')]), pipeline('load', [job('load')])], { shop: builder, api: builder }),
    components: {
      shop: component('shop', { database: 'postgres', migrate: 'npm run migrate' }),
      api: component('api', { database: 'postgres', migrate: 'npm run migrate' }),
    },
    environments: { lab: environment('lab', { takes: [{ kind: 'branch', branch: 'main' }], components: ['shop', 'api'], ...fact }) },
    ...more,
  })
  const stage = new Stage(facts)
  stage.since()
  return stage
}

export function rollout(steps: readonly number[], watchMs: number): EnvironmentFact['rollout'] {
  return { style: 'rolling', surge: 1, drainMs: 30_000, steps, watchMs }
}

import { Environment } from '@marcbachmann/cel-js'
import { limits } from '../limits.ts'
import { roots, type FieldType, type KnownNames } from './roots.ts'

/** The types of everything a condition may speak of at its place. */
export function environmentFor(known: KnownNames): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    limits: {
      maxAstNodes: limits.conditionNodesMax,
      maxDepth: limits.conditionDepthMax,
      maxListElements: limits.conditionNodesMax,
      maxCallArguments: 2,
      maxMapEntries: 1,
    },
  })
  for (const { name, places, type } of roots) {
    if (!places.includes(known.place)) continue
    if (typeof type === 'string') environment.registerVariable(name, type)
    else if (type !== null) {
      environment.registerType(`the ${name}`.replace(' ', '_'), { fields: typesOf(type) })
      environment.registerVariable(name, `the_${name}`)
    }
  }
  if (known.place === 'job') registerNeeds(environment, known)
  return environment
}

function typesOf(fields: Readonly<Record<string, { readonly type: FieldType }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, { type }]) => [field, type]))
}

function registerNeeds(environment: Environment, { needs, inputs }: KnownNames): void {
  const jobs: Record<string, string> = {}
  let number = 0
  for (const [job, outputs] of needs) {
    number += 1
    environment.registerType(`the_outputs_${number}`, { fields: Object.fromEntries(outputs.map((output) => [output, 'string'])) })
    environment.registerType(`the_job_${number}`, { fields: { outcome: 'string', outputs: `the_outputs_${number}` } })
    jobs[job] = `the_job_${number}`
  }
  environment.registerType('the_needs', { fields: jobs })
  environment.registerVariable('needs', 'the_needs')
  environment.registerType('the_inputs', { fields: Object.fromEntries(inputs) })
  environment.registerVariable('inputs', 'the_inputs')
}

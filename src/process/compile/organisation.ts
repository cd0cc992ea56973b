import type { ComponentFact, SpaceFact, Who } from '../../core/facts/index.ts'
import type { AllowBlock, ComponentBlock, SpaceBlock } from '../language/blocks.ts'
import type { Named } from '../read/reading.ts'
import { millisecondsOf } from './ages.ts'
import { byName, forms, textsOf, type Compiling } from './compiling.ts'

const members: readonly Who[] = [{ kind: 'role', role: 'viewer' }]
const maintainers: readonly Who[] = [{ kind: 'role', role: 'maintainer' }]

export function spaceFact({ name, value }: Named<SpaceBlock>): SpaceFact {
  const allow = value.keys.allow
  return {
    name,
    allow: { see: members, open: members, deploy: maintainers, logs: members, data: maintainers, ...(allow && allowFact(allow)) },
    server: value.keys.server?.form ?? null,
  }
}

export function allowFact(allow: AllowBlock): Partial<SpaceFact['allow']> {
  return Object.fromEntries(Object.entries(allow.keys).map(([what, who]) => [what, forms(who)]))
}

/** Without the section there is one component: the repository. */
export function componentFacts(compiling: Compiling): Readonly<Record<string, ComponentFact>> {
  const { components, project } = compiling.process.keys
  if (components !== undefined) return byName(components, componentFact)
  const name = project?.form ?? 'app'
  return {
    [name]: componentFact({
      name,
      span: compiling.process.span,
      value: { span: compiling.process.span, keys: {}, at: {}, hasUnknown: false },
    }),
  }
}

function componentFact({ name, value }: Named<ComponentBlock>): ComponentFact {
  const { keys } = value
  return {
    name,
    path: keys.path?.form.replace(/\/$/u, '') ?? '.',
    start: keys.start?.form ?? null,
    ready: { path: keys.ready?.form.path ?? '/', withinMs: millisecondsOf(keys.ready?.form.within ?? '60s') },
    database: keys.database?.form ?? null,
    migrate: keys.migrate?.form ?? null,
    needs: forms(keys.needs),
    env: textsOf(keys.env),
    secrets: forms(keys.secrets),
  }
}

import { after as later } from '../../kernel/calendar.ts'
import type { Verdict } from '../../kernel/verdict.ts'
import { deployers, environmentFact } from '../../project/rules.ts'
import { clearers, closed, opened, waiting } from '../../verdict/make.ts'
import { hasServed } from '../release-set.ts'
import type { EnvironmentGate, EnvironmentView } from '../judge.ts'

/** These very bytes have served in every environment before, as long as they must. */
export const after: EnvironmentGate = (view) => {
  if (view.fact.after.length === 0) return null
  const verdicts = view.fact.after.map((name) => judgeOne(view, name))
  return verdicts.find((verdict) => verdict.state !== 'open') ?? opened('after', 'served', { environments: view.fact.after })
}

function judgeOne(view: EnvironmentView, name: string): Verdict {
  const before = view.state.environments.get(name)
  const served = before?.served.find((one) => hasServed(one.components, wantedThere(view, name)))
  if (!served) return waiting('after', 'not-served', { environment: name, commit: view.set.commit }, { by: clearers.itself(name) })
  if (served.isUndone) return rolledBack(view, name)
  if (!view.fact.soak) return opened('after')
  const until = later(served.at, view.fact.soak, view.state.calendars.get('midnights'))
  if (until <= view.now) return opened('after')
  return waiting('after', 'soaking', { environment: name }, { by: clearers.itself('time'), earliest: until })
}

/** The bytes that must have served there: of all components it has, also of one that is new. */
function wantedThere({ state, set }: EnvironmentView, name: string): Readonly<Record<string, string>> {
  const there = environmentFact(state, name)?.components ?? []
  return Object.fromEntries(Object.entries(set.components).filter(([component]) => there.includes(component)))
}

/** What somebody went back from does not go further because it once served. It must serve there again. */
function rolledBack(view: EnvironmentView, name: string): Verdict {
  const before = environmentFact(view.state, name)
  const by = before ? clearers.who(deployers(view.state, before)) : clearers.role('maintainer')
  return closed('after', 'rolled-back', { environment: name, commit: view.set.commit }, { by })
}

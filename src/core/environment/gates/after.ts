import { after as later } from '../../kernel/calendar.ts'
import type { Verdict } from '../../kernel/verdict.ts'
import { clearers, opened, waiting } from '../../verdict/make.ts'
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
  const served = before?.served.find((one) => hasServed(one.components, view.set.components))
  if (!served) return waiting('after', 'not-served', { environment: name, commit: view.set.commit }, { by: clearers.itself(name) })
  if (!view.fact.soak) return opened('after')
  const until = later(served.at, view.fact.soak, view.state.calendars.get('midnights'))
  if (until <= view.now) return opened('after')
  return waiting('after', 'soaking', { environment: name }, { by: clearers.itself('time'), earliest: until })
}

import type { News } from '../facts/process.ts'
import type { Evidence } from '../kernel/verdict.ts'
import type { Draft } from './draft.ts'
import { processOf } from './state.ts'

/** Tells every channel that wants to hear of this. */
export function tellNews(draft: Draft, news: News, environment: string | null, evidence: Evidence): void {
  for (const [channel, rules] of Object.entries(processOf(draft.state)?.notify ?? {})) {
    const wants = rules.some((rule) => rule.news === news && (rule.environment === null || rule.environment === environment))
    if (wants)
      draft.ask('project', `news ${channel} ${news} ${draft.input.id} ${environment ?? ''}`, { kind: 'notify', channel, news, evidence })
  }
}

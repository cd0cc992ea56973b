import type { Answer } from '../kernel/answer.ts'
import type { Outcome } from '../kernel/effect.ts'
import type { Work } from '../kernel/work.ts'
import { whyEnvironment } from '../verdict/why.ts'
import { Story } from './story.ts'

type Activation = Extract<Work, { readonly kind: 'target.activate' }>

/** A story told at its environments: what people say there, in one word each, and what they are told. */
export class Stage extends Story {
  promote(
    by: string,
    environment: string,
    more: { readonly branch?: string; readonly change?: number; readonly digest?: string } = {},
  ): string {
    const { branch = null, change = null, digest = null } = more
    return told(this.say(by, { kind: 'environment.promote', environment, branch, change, digest }))
  }

  signed(by: string, environment: string): string {
    return told(this.sign(by, environment))
  }

  reject(by: string, environment: string, reason = 'not like this'): string {
    return told(this.say(by, { kind: 'environment.reject', environment, digest: this.waitingDigest(environment), reason }))
  }

  holds(by: string, environment: string, reason = 'a look at the numbers'): string {
    return told(this.say(by, { kind: 'environment.hold', environment, reason }))
  }

  free(by: string, environment: string): string {
    return told(this.say(by, { kind: 'environment.free', environment }))
  }

  retry(by: string, environment: string): string {
    const digest = this.state.environments.get(environment)?.failed[0] ?? 'nothing'
    return told(this.say(by, { kind: 'environment.retry', environment, digest }))
  }

  abort(by: string, environment: string): string {
    return told(this.say(by, { kind: 'environment.abort', environment }))
  }

  rollBack(by: string, environment: string, more: { readonly generation?: number; readonly component?: string } = {}): string {
    const { generation = null, component = null } = more
    return told(this.say(by, { kind: 'environment.rollback', environment, generation, component }))
  }

  close(by: string, environment: string): string {
    return told(this.say(by, { kind: 'environment.close', environment }))
  }

  stop(by: string, reason = 'something burns'): string {
    return told(this.say(by, { kind: 'line.stop', reason }))
  }

  resume(by: string): string {
    return told(this.say(by, { kind: 'line.resume' }))
  }

  resolve(by: string, effect: string, outcome: 'done' | 'failed'): string {
    return told(this.say(by, { kind: 'effect.resolve', effect, outcome, detail: 'looked at it' }))
  }

  edit(by: string, change: number, labels: readonly string[]): string {
    return told(this.say(by, { kind: 'change.edit', change, title: null, labels, isDraft: null }))
  }

  shut(by: string, change: number): string {
    return told(this.say(by, { kind: 'change.close', change }))
  }

  waitingDigest(environment: string): string {
    return this.state.environments.get(environment)?.candidate?.set.digest ?? ''
  }

  /** The world answers the first work of a kind that the rule knows so, and no other. */
  notReadyOnce(environment: string): void {
    let isOver = false
    this.world('target.activate', (work) => {
      if (isOver || work.environment !== environment) return null
      isOver = true
      return notReady
    })
  }

  neverReady(environment: string): void {
    this.world('target.activate', (work) => (work.environment === environment ? notReady : null))
  }

  /** From now on the target is slow: it answers when the story releases it. */
  slow(environment: string, isSlow: (work: Activation) => boolean = () => true): void {
    this.world('target.activate', (work) => (work.environment === environment && isSlow(work) ? 'later' : null))
  }

  /** What touched the world since this was last asked. */
  since(): string[] {
    return this.deeds.splice(0)
  }

  /** What keeps an environment as it is: each gate that is not open, with its code. */
  why(environment: string): string[] {
    const shut = whyEnvironment(this.state, environment, this.now).filter((verdict) => verdict.state !== 'open')
    return shut.map((verdict) => `${verdict.gate}: ${verdict.code}`)
  }
}

/** An answer as people are told it. */
export function told(answer: Answer): string {
  if (answer.kind === 'done') return answer.code
  return answer.kind === 'refused' ? `${answer.code}: ${answer.found}` : answer.kind
}

export const notReady: Outcome = { kind: 'done', value: { kind: 'not-ready', component: 'shop', detail: 'no answer within 60s' } }
export const failedJob: Outcome = {
  kind: 'done',
  value: { outcome: 'failed', reason: 'a check is red', artifact: null, outputs: {}, coverage: null },
}

export function isRun(work: Extract<Work, { readonly kind: 'job.run' }>, command: string): boolean {
  return work.work.kind === 'run' && work.work.command === command
}

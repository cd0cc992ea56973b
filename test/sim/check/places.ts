import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import { isAncestor } from '../../../src/drivers/forge/fake/ancestry.ts'
import type { Activation } from '../../../src/ports/target.ts'
import { repositoryName } from '../acts/stage.ts'
import type { Outside } from '../world/outside.ts'
import type { Watch } from './watch.ts'
import { demand } from './violation.ts'

const bytes = 'what serves was made by a job, and a trusted one where that matters'
const forward = 'generations and history only go forward'
const removal = 'nothing is taken down that nobody closed'

/** What really serves and what really is taken away, as the fakes see it. */
export class Places {
  readonly #outside: Outside
  readonly #watch: Watch
  /** Bytes that a job made: true where a trusted run did. */
  readonly #made = new Map<string, boolean>()
  /** What each generation of an environment has served. */
  readonly #served = new Map<string, string>()
  readonly #highest = new Map<string, number>()
  servings = 0

  constructor(outside: Outside, watch: Watch, onViolation: (error: unknown) => void) {
    this.#outside = outside
    this.#watch = watch
    const look = (see: () => void): void => {
      try {
        see()
      } catch (error) {
        onViolation(error)
      }
    }
    outside.executor.onEnd = ({ isTrusted }, { artifact }) => {
      if (artifact !== null) this.#made.set(artifact, isTrusted || this.#made.get(artifact) === true)
    }
    outside.target.onServing = (activation, before) => look(() => this.#serves(activation, before))
    outside.target.onRemove = (environment, generation) => look(() => this.#removed(environment, generation))
  }

  #serves(activation: Activation, before: Activation | null): void {
    this.servings += 1
    const { environment, generation } = activation
    const fact = this.#watch.book.process?.environments[environment.split('/')[0] ?? '']
    for (const [name, { digest }] of Object.entries(activation.components)) {
      demand(this.#made.has(digest), bytes, () => `${environment}: nobody made ${digest} of ${name}`)
      demand(
        !fact?.isProtected || this.#made.get(digest) === true,
        bytes,
        () => `${environment}: ${digest} of ${name} was made by an untrusted run`,
      )
    }
    this.#onceEach(activation)
    if (!this.#outside.target.canCompareGenerations) return
    const highest = this.#highest.get(environment) ?? 0
    demand(generation >= highest, forward, () => `${environment}: generation ${generation} after ${highest}`)
    this.#highest.set(environment, generation)
    if (before) this.#checkHistory(activation, before)
  }

  /** A generation stands for one content, whatever its share. */
  #onceEach({ environment, generation, components }: Activation): void {
    const key = `${environment} ${generation}`
    const content = canonicalJson(Object.fromEntries(Object.entries(components).map(([name, { digest }]) => [name, digest])))
    const known = this.#served.get(key) ?? content
    demand(known === content, 'a generation is one content', () => `${key}: ${content} after ${known}`)
    this.#served.set(key, content)
  }

  /** Older commits of the same line serve only after going back. */
  #checkHistory({ environment, generation, commit }: Activation, before: Activation): void {
    const { book } = this.#watch
    const rollout = [...book.rollouts.values()].find((row) => row.environment === environment && row.generation === generation)
    const noted = book.environments.get(environment)
    if (!rollout || rollout.kind === 'back' || rollout.failure || environment.includes('/') || noted?.chosen) return
    if (rollout.from?.set.branch !== rollout.set.branch || rollout.from.set.commit !== before.commit || commit === before.commit) return
    const repository = this.#outside.forge.repository(repositoryName)
    demand(
      !isAncestor(repository, commit, before.commit),
      forward,
      () => `${environment}: ${commit} after ${before.commit}, which is newer`,
    )
  }

  /** A removal may be told late, and twice: somebody has closed the environment at that generation. */
  #removed(environment: string, generation: number): void {
    const { closings } = this.#watch.book
    demand(closings.has(`${environment} ${generation}`), removal, () => `${environment} was taken down at generation ${generation}`)
  }
}

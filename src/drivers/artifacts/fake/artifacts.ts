import type { Artifacts, StoredArtifact } from '../../../ports/artifacts.ts'
import type { Faults } from '../../../lib/faults.ts'

/** Artifacts in memory, as their names: the bytes themselves matter to nobody here. */
export class FakeArtifacts implements Artifacts {
  readonly faults: Faults
  /** Told of each artifact that is kept as the first of its identity. */
  onKeep: (artifact: StoredArtifact) => void = () => {}
  readonly #kept = new Map<string, StoredArtifact>()

  constructor({ faults }: { readonly faults: Faults }) {
    this.faults = faults
  }

  async find(identity: string): Promise<StoredArtifact | null> {
    return await this.faults.perform('artifacts.find', identity, () => this.#kept.get(identity) ?? null)
  }

  async keep(artifact: StoredArtifact): Promise<StoredArtifact> {
    return await this.faults.perform('artifacts.keep', artifact.identity, () => this.#keep(artifact))
  }

  /** All that is kept. */
  all(): readonly StoredArtifact[] {
    return [...this.#kept.values()]
  }

  #keep(artifact: StoredArtifact): StoredArtifact {
    const known = this.#kept.get(artifact.identity)
    if (known) return known
    this.#kept.set(artifact.identity, artifact)
    this.onKeep(artifact)
    return artifact
  }
}

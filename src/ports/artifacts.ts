/** What a job left behind, under the identity of what went in. Written once, never changed. */
export interface StoredArtifact {
  readonly identity: string
  /** Of the bytes. Null: the job keeps none, only its result. */
  readonly digest: string | null
  readonly outputs: Readonly<Record<string, string>>
  readonly isTrusted: boolean
}

export interface Artifacts {
  /** Null: known not to be there. A rejection: it could not be asked. */
  find(identity: string): Promise<StoredArtifact | null>
  /** The first one kept under an identity stays; the answer is what is kept. */
  keep(artifact: StoredArtifact): Promise<StoredArtifact>
}

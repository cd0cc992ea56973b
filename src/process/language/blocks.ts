import type { Block } from '../read/reading.ts'
import type { branchKeys } from './sections/branches.ts'
import type { environmentKeys } from './sections/environments.ts'
import type { allowKeys, componentKeys, spaceKeys } from './sections/organisation.ts'
import type { jobKeys, pipelineOrJobKeys } from './sections/pipelines.ts'
import type { processKeys } from './sections/process.ts'
import type { releaseKeys, trainKeys, versionKeys } from './sections/releases.ts'
import type { freezeKeys, secretKeys, snapshotKeys } from './sections/upkeep.ts'
import type { KeysOf } from './type.ts'

/** What reading each kind of block gives. */
export type ProcessBlock = Block<KeysOf<typeof processKeys>>
export type AllowBlock = Block<KeysOf<typeof allowKeys>>
export type BranchBlock = Block<KeysOf<typeof branchKeys>>
export type ComponentBlock = Block<KeysOf<typeof componentKeys>>
export type EnvironmentBlock = Block<KeysOf<typeof environmentKeys>>
export type FreezeBlock = Block<KeysOf<typeof freezeKeys>>
export type JobBlock = Block<KeysOf<typeof jobKeys>>
export type PipelineBlock = Block<KeysOf<typeof pipelineOrJobKeys>>
export type ReleaseBlock = Block<KeysOf<typeof releaseKeys>>
export type SecretBlock = Block<KeysOf<typeof secretKeys>>
export type SnapshotBlock = Block<KeysOf<typeof snapshotKeys>>
export type SpaceBlock = Block<KeysOf<typeof spaceKeys>>
export type TrainBlock = Block<KeysOf<typeof trainKeys>>
export type VersionBlock = Block<KeysOf<typeof versionKeys>>

import { installation } from '../../../src/core/installation/decider.ts'
import { project } from '../../../src/core/project/decider.ts'
import type { AnyDecider } from '../../../src/engine/stream.ts'
import type { Deciders } from '../../../src/engine/streams.ts'

export const projectStream = 'project/shop'
export const installationStream = 'installation'

/** The real cores. */
export const deciders = {
  project: project as unknown as AnyDecider,
  installation: installation as unknown as AnyDecider,
} satisfies Deciders

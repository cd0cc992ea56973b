import type { Condition } from '../facts/condition.ts'
import type { PipelineFact } from '../facts/pipeline.ts'

const known = new WeakMap<PipelineFact, boolean>()

/**
 * Whether what a pipeline comes to depends on the branch or change it runs for, and not on the tree
 * alone: a job speaks of them in its condition, or runs in an environment of theirs.
 */
export function isBound(pipeline: PipelineFact): boolean {
  const before = known.get(pipeline)
  if (before !== undefined) return before
  const found = Object.values(pipeline.jobs).some((job) => job.at !== null || (job.if !== null && speaksOfOwner(job.if.condition)))
  known.set(pipeline, found)
  return found
}

function speaksOfOwner(node: Condition): boolean {
  switch (node.op) {
    case 'literal':
      return false
    case 'path':
    case 'has':
      return node.path[0] === 'change' || node.path[0] === 'branch'
    default:
      return parts(node).some(speaksOfOwner)
  }
}

function parts(node: Exclude<Condition, { readonly op: 'literal' | 'path' | 'has' }>): readonly Condition[] {
  switch (node.op) {
    case 'list':
      return node.items
    case 'choose':
      return [node.if, node.then, node.else]
    case 'and':
    case 'or':
      return node.of
    case 'not':
    case 'negative':
    case 'size':
      return [node.of]
    case 'starts-with':
    case 'ends-with':
    case 'contains':
      return [node.text, node.part]
    default:
      return [node.left, node.right]
  }
}

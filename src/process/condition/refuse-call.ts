import type { ASTNode } from '@marcbachmann/cel-js'
import { ConditionRefused } from './refusal.ts'

const texts = 'write startsWith, endsWith or contains'
const time = 'time is for `when`: hours of an environment, times of a train'
const loops = 'ask whether one is in the list ("docs" in change.labels), or use the key `paths`'

const instead: Readonly<Record<string, readonly [string, string]>> = {
  matches: ['there are no regular expressions in conditions', texts],
  timestamp: ['there is no clock in conditions', time],
  duration: ['there is no clock in conditions', time],
  now: ['there is no clock in conditions', time],
  getFullYear: ['there is no clock in conditions', time],
  getMonth: ['there is no clock in conditions', time],
  getDate: ['there is no clock in conditions', time],
  getDayOfWeek: ['there is no clock in conditions', time],
  getHours: ['there is no clock in conditions', time],
  all: ['conditions do not go through lists', loops],
  exists: ['conditions do not go through lists', loops],
  exists_one: ['conditions do not go through lists', loops],
  map: ['conditions do not go through lists', loops],
  filter: ['conditions do not go through lists', loops],
  success: ['the outcome of jobs is a key of its own', 'write `outcome: passed`, which is the default'],
  failure: ['the outcome of jobs is a key of its own', 'write `outcome: failed`'],
  always: ['the outcome of jobs is a key of its own', 'write `outcome: any`'],
}

export function refuseCall(name: string, start: number): never {
  const known = Object.hasOwn(instead, name) ? instead[name] : undefined
  const [found, fix] = known ?? [`there is no function \`${name}\` in conditions`, 'there are size, has, startsWith, endsWith and contains']
  throw new ConditionRefused(start, start + name.length, found, fix)
}

export function refuseOperator(node: ASTNode): never {
  const found = node.op === 'map' ? 'a map is not used in conditions' : `\`${node.op}\` is not used in conditions`
  throw new ConditionRefused(node.start, node.end, found, 'there are && || ! == != < <= > >= in + - and ? :')
}

/** Refuses calls in order of the text before types are looked at, which know functions that are left out here. */
export function refuseCalls(node: ASTNode): void {
  if (node.op === 'call' && !['has', 'size'].includes(node.args[0])) refuseCall(node.args[0], node.start)
  if (node.op === 'rcall' && !['startsWith', 'endsWith', 'contains', 'size'].includes(node.args[0])) {
    refuseCall(node.args[0], Math.max(node.input.indexOf(node.args[0], node.args[1].end), node.start))
  }
  for (const child of childrenOf(node)) refuseCalls(child)
}

export function childrenOf(node: ASTNode): readonly ASTNode[] {
  const parts: unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args]
  return parts.filter(isNode)
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part && 'args' in part
}

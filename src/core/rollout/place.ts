import { declared } from '../environment/declared.ts'
import type { EnvironmentRow, Owner, Place } from '../environment/environment.ts'
import { digestOf } from '../kernel/digest.ts'
import type { Project } from '../project/state.ts'

/** Where and how an environment serves, as the file in force says. Null: it does not say. */
export function placeOf(state: Project, row: EnvironmentRow): Place | null {
  const fact = declared(state, row)
  if (!fact) return null
  const { size, instances, rollout } = fact
  return {
    address: addressOf(state, row, fact.address),
    size,
    instances,
    surge: rollout.surge,
    drainMs: rollout.drainMs,
    style: rollout.style,
  }
}

/** An address of its own: two branches whose names become one word do not share it. */
function addressOf(state: Project, row: EnvironmentRow, pattern: string): string {
  if (!row.owner) return pattern
  const plain = filled(pattern, row.owner, '')
  const isTaken = [...state.environments.values()].some((other) => other.id !== row.id && addressesOf(state, other).includes(plain))
  return isTaken ? filled(pattern, row.owner, `-${digestOf(row.id).slice(0, 6)}`) : plain
}

function addressesOf(state: Project, row: EnvironmentRow): (string | undefined)[] {
  const rollout = row.rollout === null ? undefined : state.rollouts.get(row.rollout)
  return [row.current?.place.address, rollout?.place.address]
}

function filled(pattern: string, owner: Owner, suffix: string): string {
  if (owner.kind === 'change') return pattern.replaceAll('<change>', String(owner.change)).replaceAll('<branch>', '')
  return pattern.replaceAll('<branch>', `${wordOf(owner.branch)}${suffix}`).replaceAll('<change>', '')
}

const allowed = 'abcdefghijklmnopqrstuvwxyz0123456789'
/** A label of a host name has at most 63 characters, and the pattern around it needs some. */
const wordLengthMax = 40

/** `feature/Tea_2` as `feature-tea-2`. */
function wordOf(branch: string): string {
  let word = ''
  for (const letter of branch.toLowerCase()) {
    if (allowed.includes(letter)) word += letter
    else if (word !== '' && !word.endsWith('-')) word += '-'
  }
  const cut = word.slice(0, wordLengthMax)
  return cut.endsWith('-') ? cut.slice(0, -1) : cut
}

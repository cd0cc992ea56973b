import { processOf } from '../../project/state.ts'
import { closed, opened } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'
import { parseTitle } from '../title.ts'

/** The title becomes the commit's: versions and notes are made of it. */
export const title: ChangeGate = ({ state, change }) => {
  const rules = processOf(state)?.changes
  const by = [{ kind: 'person', name: change.author }] as const
  if (rules?.titles === 'conventional' && !parseTitle(change.title))
    return closed('title', 'not-conventional', { title: change.title }, { by })
  const ticket = rules?.ticket
  if (ticket && !names(change.title, ticket.prefix) && !names(change.from, ticket.prefix)) {
    return closed('title', 'no-ticket', { prefix: ticket.prefix }, { by })
  }
  return rules && (rules.titles === 'conventional' || ticket) ? opened('title') : null
}

function isDigit(letter: string): boolean {
  return letter >= '0' && letter <= '9'
}

function isWord(letter: string): boolean {
  return isDigit(letter) || (letter >= 'a' && letter <= 'z')
}

/** Whether a text names a ticket: the prefix, a hyphen, a number. */
function names(text: string, prefix: string): boolean {
  const wanted = `${prefix.toLowerCase()}-`
  const lower = text.toLowerCase()
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const isWhole = at === 0 || !isWord(lower[at - 1] ?? '')
    if (isWhole && isDigit(lower[at + wanted.length] ?? '')) return true
  }
  return false
}

import type { Paint } from '../process/index.ts'

const escape = '\u001b['

/** Colours of a terminal: a place is bold, a mark is red, what only holds things together is faint. */
export const colours: Paint = {
  place: (text) => `${escape}1m${text}${escape}22m`,
  mark: (text) => `${escape}31m${text}${escape}39m`,
  dim: (text) => `${escape}2m${text}${escape}22m`,
}

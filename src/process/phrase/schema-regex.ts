import type { Phrase } from './phrase.ts'
import { slotNamed } from './slots.ts'
import { stepsOf, type Step } from './steps.ts'

/** A regular expression that takes what the phrase takes, for editors; names are not looked up there. */
export function phraseRegex(phrase: Phrase<unknown>): string {
  return `^(?:${phrase.forms.map((form) => stepsRegex(stepsOf(form.pattern))).join('|')})$`
}

/** Each step but the first brings the space before it, so that leaving one out leaves no double space. */
function stepsRegex(steps: readonly Step[]): string {
  return steps.map((step, index) => stepRegex(step, index === 0 ? '' : ' +')).join('')
}

function stepRegex(step: Step, before: string): string {
  if (step.kind === 'word') return before + escape(step.word)
  if (step.kind === 'slot') return `${before}(?:${slotNamed(step.slot).regex})`
  return `(?:${before}${stepsRegex(step.steps)})?`
}

function escape(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')
}

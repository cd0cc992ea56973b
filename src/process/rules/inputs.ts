import type { CheckRule } from './rule.ts'

/** What an input is when nobody says must be something one could say. */
export const checkInputs: CheckRule = (process, { problems }) => {
  for (const pipeline of process.keys.pipelines ?? []) {
    for (const { value } of pipeline.value.keys.inputs ?? []) {
      const { kind, choices, default: fallback } = value.keys
      if (choices !== undefined && kind !== undefined)
        problems.report(kind.span, '`kind` does not go with `choices`', 'the choices say what it is: leave it out')
      if (fallback === undefined) continue
      const words = choices?.map((choice) => choice.form)
      if (words !== undefined && !words.includes(fallback.form)) {
        problems.report(fallback.span, `\`${fallback.form}\` is not one of the choices`, `there are ${words.join(', ')}`)
      }
      if (kind?.form === 'number' && !/^-?\d+(?:\.\d+)?$/u.test(fallback.form)) {
        problems.report(fallback.span, `\`${fallback.form}\` is not a number`, 'write one, or leave `kind` out')
      }
    }
  }
}

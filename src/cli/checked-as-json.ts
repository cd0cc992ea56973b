import type { CheckedFile } from '../local/check-file.ts'
import { placeOf, type Checked, type Place } from '../process/index.ts'

/** What `check --json` prints. */
export interface CheckedJson {
  readonly ok: boolean
  readonly file: string
  readonly problems: readonly (Partial<Place> & { readonly found: string; readonly fix: string })[]
  readonly notices: readonly (Place & { readonly key: string; readonly at: string; readonly notice: string })[]
  readonly phrases: readonly (Place & { readonly at: string; readonly text: string; readonly form: unknown })[]
  readonly facts: Checked['facts']
}

export function checkedAsJson(file: CheckedFile): CheckedJson {
  if (file.kind === 'refused') {
    const { path, found, fix } = file
    return { ok: false, file: path, problems: [{ found, fix }], notices: [], phrases: [], facts: null }
  }
  const { problems, notices, phrases, facts } = file.checked
  return {
    ok: problems.length === 0,
    file: file.path,
    problems: problems.map(({ span, found, fix }) => ({ ...placeOf(span), found, fix })),
    notices: notices.map(({ span, path, what }) => ({
      ...placeOf(span),
      key: what,
      at: path.join('.'),
      notice: 'understood, not yet acted on',
    })),
    phrases: phrases.map(({ span, path, text, form }) => ({ ...placeOf(span), at: path.join('.'), text, form })),
    facts,
  }
}

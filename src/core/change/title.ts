/** `feat(shop)!: sell tea` as its parts. */
export interface ConventionalTitle {
  readonly type: string
  readonly scope: string | null
  readonly isBreaking: boolean
  readonly subject: string
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Null: the title does not follow the convention. */
export function parseTitle(title: string): ConventionalTitle | null {
  const colon = title.indexOf(': ')
  if (colon < 1) return null
  let head = title.slice(0, colon)
  const subject = title.slice(colon + 2).trim()
  const isBreaking = head.endsWith('!')
  if (isBreaking) head = head.slice(0, -1)
  const scope = scopeOf(head)
  const type = scope === null ? head : head.slice(0, head.indexOf('('))
  const isWord = type.length > 0 && [...type].every((letter) => letters.includes(letter))
  if (!isWord || subject === '' || scope === '') return null
  return { type, scope, isBreaking, subject }
}

function scopeOf(head: string): string | null {
  const open = head.indexOf('(')
  if (open < 0 || !head.endsWith(')')) return null
  return head.slice(open + 1, -1)
}

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isKnownVerdict } from '../src/core/verdict/sentence.ts'

const core = join(import.meta.dirname, '../src/core')
const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

/** `waiting('approve', 'missing', …)` as `approve/missing`, wherever it stands in the core. */
function verdictsIn(text: string): string[] {
  return [...text.matchAll(/\b(?:opened|waiting|closed)\(\s*'([a-z-]+)',\s*(?:\w+ \? '([a-z-]+)' : )?'([a-z-]+)'/g)].flatMap(
    ([, gate, one, other]) => [one, other].flatMap((code) => (code === undefined ? [] : [`${gate}/${code}`])),
  )
}

describe('verdicts', () => {
  it('are all told in a sentence', () => {
    const found = [...new Set(files.flatMap((file) => verdictsIn(readFileSync(join(core, file), 'utf8'))))]
    expect(found.length).toBeGreaterThan(50)
    expect(found.filter((name) => !isKnownVerdict(name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)))).toEqual([])
  })
})

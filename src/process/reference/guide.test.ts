import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { briefly } from '../testing/told.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../docs/process-file.md'), 'utf8')
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(([, text = '']) => text)

test('the guide shows whole files', () => {
  expect(examples.length).toBeGreaterThanOrEqual(8)
})

test.each(examples)('an example of the guide is accepted: %s', async (text) => {
  expect(await briefly(text)).toEqual([])
})

import { Environment } from '@marcbachmann/cel-js'
import { expect, test } from 'vitest'
import { holds, type Surroundings } from '../../core/kernel/condition.ts'
import { parseCondition } from './parse-condition.ts'

const surroundings: Surroundings = {
  branch: 'feature/basket',
  change: { number: 7, title: 'feat: basket', author: 'ana', from: 'feature/basket', into: 'main', labels: ['docs', 'ui'], draft: false },
  commit: { id: 'c0ffee', title: 'feat: basket' },
  paths: ['services/web/basket.ts', 'README.md'],
}

/** The library that reads conditions also computes them; the core, which must not know it, has to agree. */
test.each([
  'branch == "feature/basket"',
  'branch != "main" && !change.draft',
  'branch.startsWith("feature/") || change.number > 100',
  '"docs" in change.labels && !("api" in change.labels)',
  'size(paths) == 2',
  'size(branch) - 1 < change.number + 10',
  'change.number >= 7 && change.number <= 7',
  'commit.title.contains("basket") && commit.title.endsWith("basket")',
  'change.author + "!" == "ana!"',
  'change.into in ["main", "dev"]',
  'change.draft ? branch == "x" : branch == "feature/basket"',
  'paths == ["services/web/basket.ts", "README.md"]',
  'change.number < 3',
  '-change.number == -7',
  'false || (true && false)',
])('%s', (text) => {
  const parsed = parseCondition(text, { place: 'pipeline', needs: new Map(), inputs: new Map() })
  const computed: unknown = new Environment({ unlistedVariablesAreDyn: true }).evaluate(text, {
    ...surroundings,
    change: { ...(surroundings['change'] as object), number: 7n },
  })
  expect(parsed.ok && holds(parsed.condition, surroundings)).toBe(computed)
})

import { expect, test } from 'vitest'
import { check } from './index.ts'

async function listed(text: string): Promise<readonly string[]> {
  const { problems, notices } = await check(text, { path: 'branchline.yaml' })
  expect(problems).toEqual([])
  return notices.map((notice) => notice.what)
}

// What is listed here and acted on deceives as much as what is acted on here and not listed.
test('what nothing acts on yet is listed', async () => {
  expect(
    await listed(`
components: { api: { start: npm start, ready: /health } }
branches: { main: { tag: latest }, hotfix/*: { from: main, into: main, back-merge: dev, skip: test } }
environments:
  test: { deploy: branch main, allow: { see: developers } }
  trial: { for: change, expire: with its run }
  production: { deploy: branch main, after: test }
notify: { ops: [failed at production, secret due, released] }
`),
  ).toEqual([
    'start',
    'ready',
    'tag',
    'from',
    'back-merge',
    'skip',
    'see',
    'expire: with its run',
    'ops: failed at',
    'ops: secret due',
    'ops: released',
  ])
})

test('what is acted on is not', async () => {
  expect(
    await listed(`
changes: { into: main, ticket: SHOP }
owners: { infra/*: maintainers }
spaces: { inner: { allow: { deploy: maintainers } } }
pipelines:
  ci:
    when: [push, by hand]
    paths: src/*
    mark: tested
    overlap: queue
    inputs: { level: { choices: [low, high] } }
    jobs: { smoke: { run: x, at: preview }, unit: { run: x, coverage: at least 80%, report: c.xml } }
environments: { preview: { for: change, limit: 3, space: inner, address: p-<change>, size: small, instances: 2 } }
notify: { ops: [deployed to preview, failed, waiting too long] }
`),
  ).toEqual(['report'])
})

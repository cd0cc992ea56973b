import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { projectRoot } from './source/files.ts'

test('the package holds what its documents speak of, and nothing that only a checkout needs', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: projectRoot, encoding: 'utf8' })
  const [packed] = JSON.parse(stdout) as { files: { path: string; mode: number }[] }[]
  const files = packed?.files.filter(({ path }) => !path.startsWith('dist/')) ?? []
  expect(files.map(({ path }) => path).toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'bin/branchline',
    'bin/compile-cache.js',
    'docs/process-file-reference.md',
    'docs/process-file.md',
    'package.json',
    'processes/calver.yaml',
    'processes/registry.yaml',
    'processes/semver.yaml',
    'processes/spaces.yaml',
    'processes/train.yaml',
    'schema/branchline.schema.json',
    'sql/sqlite/000001.sql',
  ])
  expect(files.find(({ path }) => path === 'bin/branchline')?.mode).toBe(0o755)
})

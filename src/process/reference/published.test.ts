import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { jsonSchema } from './json-schema.ts'
import { referenceText } from './reference-text.ts'

const root = join(import.meta.dirname, '../../..')
const processes = ['calver', 'registry', 'semver', 'spaces', 'train']

// Both files are written anew with: npx vitest run --project unit src/process/reference --update
describe('what is published is what the checker uses', () => {
  test('the JSON Schema is current', async () => {
    await expect(`${JSON.stringify(jsonSchema(), null, 2)}\n`).toMatchFileSnapshot(join(root, 'schema/branchline.schema.json'))
  })

  test('the reference is current', async () => {
    await expect(referenceText()).toMatchFileSnapshot(join(root, 'docs/process-file-reference.md'))
  })
})

describe('the JSON Schema, for editors of either YAML version', () => {
  const validate = new Ajv({ strict: true, allErrors: false, allowUnionTypes: true }).compile(jsonSchema())

  test.each(processes.flatMap((name) => [[name, '1.1'] as const, [name, '1.2'] as const]))('takes %s, read as YAML %s', (name, version) => {
    const tree: unknown = parse(readFileSync(join(root, `processes/${name}.yaml`), 'utf8'), { version })
    expect(validate(tree) ? [] : validate.errors).toEqual([])
  })

  test.each([
    ['texts that YAML takes for something else', 'pipelines: { ci: { run: x, env: { A: 1, B: true, C: ~, D: 1.50, E: 2026-12-25 } } }'],
    ['names that YAML takes for numbers', 'branches: { 1.10: { tag: 1.0 } }\nlibraries: { a: { git: a, version: 2.10 } }'],
  ])('takes %s', (_, text) => {
    expect(validate(parse(text)) ? [] : validate.errors).toEqual([])
  })

  test.each([
    ['an unknown section', 'stages: { a: b }'],
    ['a key of elsewhere', 'pipelines: { ci: { on: push, run: x } }'],
    ['a misspelled key', 'environments: { production: { deploy: branch main, aprove: 1 } }'],
    ['a misspelled word', 'environments: { production: { deploy: brnach main } }'],
    ['a unit that could be two', 'environments: { production: { deploy: branch main, soak: 5m } }'],
    ['a number without a unit', 'environments: { production: { deploy: branch main, claim: 90 } }'],
    ['a switch of two words', 'changes: { titles: true }'],
    ['a list where one is wanted', 'project: [a, b]'],
    ['an empty list', 'teams: { leads: [] }'],
    ['a built-in team', 'teams: { developers: [ana] }'],
    ['an environment in capitals', 'environments: { Production: { deploy: branch main } }'],
    ['an unknown permission', 'pipelines: { ci: { run: x, may: delete everything } }'],
    ['an unknown news', 'notify: { chat: something happened }'],
    ['a date that cannot be', 'holidays: [13-01]'],
  ])('refuses %s', (_, text) => {
    expect(validate(parse(text))).toBe(false)
  })
})

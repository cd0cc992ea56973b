import { describe, expect, test } from 'vitest'
import { check } from '../index.ts'
import { briefly, dedent, told } from '../testing/told.ts'

// Put together here, so that this file does not hold what looks like one.
const key = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
const token = ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_')
const fix = 'name it in `secrets` and set its value with `branchline secret set`; this one others may have read, so make a new one'

describe('a secret in a file is refused, and not shown again', () => {
  test('its line is shown without it', async () => {
    expect(await told(`pipelines: { ci: { run: curl -u ${key} } }\n`)).toBe(
      dedent(`
      branchline.yaml:1:33  this looks like a secret, and files are no place for one
        1 | pipelines: { ci: { run: curl -u *** } }
          |                                 ^^^  ${fix}
    `),
    )
  })

  test.each([
    ['in a comment', `# ${token}\nproject: shop`],
    ['in an address', 'pipelines: { ci: { run: git clone https://me:hunter22@example.org/shop } }'],
    ['by the name of its variable', 'pipelines: { ci: { run: x, env: { PAYMENT_API_KEY: abcdef123456 } } }'],
    ['as a private key', `pipelines: { ci: { run: "echo -----BEGIN ${'RSA '}PRIVATE KEY-----" } }`],
  ])('%s', async (_, file) => {
    expect((await briefly(file)).map((line) => line.split('] ')[1])).toEqual([
      `this looks like a secret, and files are no place for one | ${fix}`,
    ])
  })

  test('nor by another problem, nor by the phrases of the same file', async () => {
    const file = 'libraries: { p: { git: "https://me:hunter22@example.org/p", version: 2 } }\nnotes: x\n'
    const checked = await check(file, { path: 'f' })
    expect(await told(file)).not.toContain('hunter22')
    expect(
      JSON.stringify([
        checked.phrases.map((phrase) => [phrase.text, phrase.form]),
        checked.problems.map(({ found, fix: right }) => [found, right]),
      ]),
    ).not.toContain('hunter22')
  })
})

test.each([
  'pipelines: { ci: { run: "psql postgres://postgres:postgres@localhost/x; psql postgres://me:$PASSWORD@localhost/x" } }',
  'pipelines: { ci: { run: x, env: { TOKEN_URL: https://example.org/token, KEYBOARD: qwertz-extended } } }',
  'pipelines: { ci: { jobs: { a: { run: x, outputs: token }, b: { run: x, needs: a, env: { API_TOKEN: output token of a } } } } }',
  'secrets: { PAYMENT_KEY: { at: production } }\nenvironments: { production: { deploy: branch main } }',
])('%s holds none', async (file) => {
  expect(await briefly(file)).toEqual([])
})

import { parseArgs } from 'node:util'

/** What a command understands besides plain arguments: switches without a value. */
export interface Switches {
  readonly [name: string]: { readonly short?: string }
}

export type Arguments<S extends Switches> =
  | { readonly ok: true; readonly on: Readonly<Record<keyof S, boolean>>; readonly rest: readonly string[] }
  | { readonly ok: false; readonly unknown: string }

export function parseArguments<S extends Switches>(args: readonly string[], switches: S): Arguments<S> {
  const options = Object.fromEntries(
    Object.entries(switches).map(([name, { short }]) => [name, { type: 'boolean' as const, ...(short === undefined ? {} : { short }) }]),
  )
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true })
  const wrong = tokens.find((token) => token.kind === 'option' && (!Object.hasOwn(switches, token.name) || token.value !== undefined))
  if (wrong?.kind === 'option') return { ok: false, unknown: wrong.rawName }
  const on = Object.fromEntries(Object.keys(switches).map((name) => [name, values[name] === true])) as Record<keyof S, boolean>
  return { ok: true, on, rest: positionals }
}

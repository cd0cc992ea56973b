import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { play } from './player/player.ts'

const folder = new URL('scripts/', import.meta.url)
const scripts = readdirSync(folder).filter((name) => name.endsWith('.script'))

/** A script and what people would see of it, beside it. `vitest --project scenarios --update` accepts what is new. */
describe('the script', () => {
  it('is one of several', () => {
    expect(scripts.length).toBeGreaterThan(5)
  })

  for (const name of scripts) {
    it(name.replace('.script', '').replaceAll('-', ' '), async () => {
      const told = await play(readFileSync(new URL(name, folder), 'utf8'))
      await expect(told).toMatchFileSnapshot(new URL(name.replace('.script', '.out'), folder).pathname)
    })
  }
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadedStream, StoredEvent } from '../../src/ports/store.ts'
import { goldenFolder, type GoldenRows } from './golden.ts'
import { playStory } from './story.ts'

/**
 * Records the streams of one story as this version writes them: `npm run golden 1.2.0` adds
 * `project-1.2.0` and `installation-1.2.0`. What was recorded once is never recorded again.
 */
const [version] = process.argv.slice(2)
if (version === undefined || !/^[\w.]+$/.test(version)) throw new Error('usage: npm run golden VERSION')

for (const { stream, kind, events, halfway, end } of await playStory()) {
  const folder = join(goldenFolder, `${kind}-${version}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'events.jsonl'), events.map((event: StoredEvent) => `${JSON.stringify(event)}\n`).join(''))
  writeFileSync(join(folder, 'rows-halfway.json'), asText(stream, halfway))
  writeFileSync(join(folder, 'rows.json'), asText(stream, end))
  process.stdout.write(`${kind}-${version}: ${events.length} events, ${end.rows.length} rows\n`)
}

function asText(stream: string, { sequence, version: format, now, rows }: LoadedStream): string {
  const golden: GoldenRows = { stream, sequence, version: format, now, rows }
  return `${JSON.stringify(golden, null, 1)}\n`
}

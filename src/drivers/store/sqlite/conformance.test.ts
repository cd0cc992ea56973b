import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeConformance } from '../conformance.ts'
import { openSqliteStore } from './store.ts'

storeConformance('sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'branchline-store-'))
  return {
    connect: () => Promise.resolve(openSqliteStore({ path: join(folder, 'store.db') })),
    dispose: () => rm(folder, { recursive: true }),
  }
})

import { StoreFault, type StoreFaultCode } from '../../../ports/store.ts'

/** Primary result codes: https://www.sqlite.org/rescode.html */
const codes: Readonly<Record<number, StoreFaultCode>> = { 5: 'locked', 6: 'locked', 11: 'damaged', 13: 'full', 26: 'foreign' }

const sentences: Readonly<Partial<Record<StoreFaultCode, string>>> = {
  locked: 'Another connection held the store for too long',
  damaged: 'The store is damaged: put the newest backup in its place',
  full: 'There is no room left for the store',
  foreign: 'This is not a store of Branchline',
}

/** What the database threw, as the port says it. */
export function asFault(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error
  const code = codes[primaryCodeOf(error)] ?? 'failed'
  const found = error instanceof Error ? error.message : String(error)
  const sentence = sentences[code]
  return new StoreFault(code, sentence ? `${sentence} (${found})` : `The store failed: ${found}`, error)
}

function primaryCodeOf(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 0
  return error.errcode & 0xff
}

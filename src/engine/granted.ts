import type { WorkContext } from './handler.ts'

/** Guarded work without a grant is a bug of the engine, whatever the core says about the gate. */
export function assertGranted(permit: WorkContext['permit']): { readonly generation: number } {
  if (!permit) throw new Error('Guarded work was started without a permit')
  return permit
}

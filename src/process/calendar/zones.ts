import { nearest } from '../../lib/nearest.ts'

/** Is this a zone with rules of its own, by its full name? Short names such as EST have several meanings. */
export function isZone(name: string): boolean {
  if (name === 'UTC') return true
  if (!/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)+$/u.test(name) || name.startsWith('Etc/')) return false
  // The list first: asking for one zone loads what the list does not need.
  return knownZones().includes(name) || isAlias(name)
}

/** The zone that a mistyped one most likely means. */
export function nearestZone(name: string): string | null {
  const zones = knownZones()
  const sameLetters = zones.find((zone) => zone.toLowerCase() === name.toLowerCase())
  if (sameLetters !== undefined) return sameLetters
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${name.toLowerCase()}`))
  return city ?? nearest(name, zones)
}

let zonesOnce: readonly string[] | null = null

function knownZones(): readonly string[] {
  zonesOnce ??= ['UTC', ...Intl.supportedValuesOf('timeZone')]
  return zonesOnce
}

function zoneAsKnown(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** Older names such as Europe/Kiev still work, when they are written as they are known. */
function isAlias(name: string): boolean {
  return zoneAsKnown(name) !== null && /^[A-Z]/u.test(name) && !/\/[a-z]/u.test(name) && name !== name.toUpperCase()
}

import { noFaults, type FaultRates } from '../../../src/lib/faults.ts'
import type { SeededRandom } from '../../../src/lib/seeded-random.ts'

/** How badly the outside behaves for a while. */
export type Weather = 'fine' | 'slow' | 'rain' | 'storm' | 'forge down' | 'target down' | 'disk full'

export const weathers: Readonly<Record<Weather, FaultRates>> = {
  fine: { ...noFaults, latencyMs: 200 },
  slow: { ...noFaults, latencyMs: 2_000, slow: 0.2, slowMs: 90_000 },
  rain: { refused: 0.1, lost: 0.06, unheard: 0.01, stuck: 0.01, slow: 0.05, latencyMs: 500, slowMs: 30_000 },
  storm: { refused: 0.3, lost: 0.2, unheard: 0.04, stuck: 0.04, slow: 0.1, latencyMs: 2_000, slowMs: 120_000 },
  'forge down': { ...noFaults, refused: 1 },
  'target down': { ...noFaults, refused: 1 },
  'disk full': { ...noFaults, latencyMs: 200 },
}

export function randomWeather(random: SeededRandom): Weather {
  return random.weighted({ fine: 2, slow: 2, rain: 4, storm: 2, 'forge down': 1, 'target down': 1, 'disk full': 1 })
}

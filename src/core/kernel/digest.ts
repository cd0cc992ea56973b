/**
 * SHA-256 over text as UTF-8, in hex. Written out because the core imports nothing; a test
 * holds it against the platform's own.
 */
export function digestOf(text: string): string {
  const known = recent.get(text)
  if (known !== undefined) return known
  const digest = sha256(text)
  if (recent.size >= recentMax) recent.clear()
  recent.set(text, digest)
  return digest
}

/** One decision asks for the same digest many times, and so does the next. */
const recent = new Map<string, string>()
const recentMax = 2_000

function sha256(text: string): string {
  const words = padded(text)
  const hash = Uint32Array.from(initial)
  const schedule = new Uint32Array(64)
  for (let block = 0; block < words.length; block += 16) compress(hash, schedule, words, block)
  let hex = ''
  for (const word of hash) hex += word.toString(16).padStart(8, '0')
  return hex
}

/** The same value gives the same text, whatever order its keys were set in. */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

/** The fractional parts of roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) >>> 0
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  }
  return found
}

const initial = primes(8).map((prime) => fraction(Math.sqrt(prime)))
const rounds = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)))

function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}

function padded(text: string): Uint32Array {
  const bytes = utf8(text)
  const words = new Uint32Array(((bytes.length + 8) >> 6) * 16 + 16)
  bytes.push(0x80)
  for (const [i, byte] of bytes.entries()) words[i >> 2] = (words[i >> 2] ?? 0) | (byte << (24 - (i & 3) * 8))
  const bits = (bytes.length - 1) * 8
  words[words.length - 2] = Math.floor(bits / 2 ** 32)
  words[words.length - 1] = bits >>> 0
  return words
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function extend(schedule: Uint32Array, words: Uint32Array, block: number): void {
  for (let i = 0; i < 16; i++) schedule[i] = words[block + i] ?? 0
  for (let i = 16; i < 64; i++) {
    const a = schedule[i - 15] ?? 0
    const b = schedule[i - 2] ?? 0
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    schedule[i] = ((schedule[i - 16] ?? 0) + small + (schedule[i - 7] ?? 0) + large) | 0
  }
}

function compress(hash: Uint32Array, schedule: Uint32Array, words: Uint32Array, block: number): void {
  extend(schedule, words, block)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let i = 0; i < 64; i++) {
    const mixE = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const first = (h + mixE + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + (schedule[i] ?? 0)) | 0
    const mixA = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const second = (mixA + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = ((hash[i] ?? 0) + word) | 0
}

import { sha256 } from '../../lib/sha256.ts'
import type { Compiled, Compiler } from '../../ports/lookup.ts'
import { messageOf } from '../fault.ts'

/** Most commits leave the file as it was: so many different texts are remembered. */
const textsMax = 64

/** Compiled process files, by their text. */
export class ProcessTexts {
  readonly #compiler: Compiler
  /** In order of use, the one used last at the end. */
  readonly #compiled = new Map<string, Compiled>()

  constructor(compiler: Compiler) {
    this.#compiler = compiler
  }

  async compile(text: string | null): Promise<Compiled> {
    if (text === null) return { kind: 'problem', problem: 'no process file' }
    const digest = sha256(text)
    const compiled = this.#compiled.get(digest) ?? (await this.#compileNow(text))
    this.#compiled.delete(digest)
    this.#compiled.set(digest, compiled)
    for (const oldest of this.#compiled.keys()) {
      if (this.#compiled.size <= textsMax) break
      this.#compiled.delete(oldest)
    }
    return compiled
  }

  async #compileNow(text: string): Promise<Compiled> {
    try {
      return await this.#compiler.compile(text)
    } catch (error) {
      // A file that trips the compiler stands in nobody's way but its own.
      return { kind: 'problem', problem: `the file could not be compiled: ${messageOf(error)}` }
    }
  }
}

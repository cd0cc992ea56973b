/** Where a process dies: just before a call to a port takes place, or just after it has. */
export interface Crash {
  /** `store.commit`, or `any`. */
  readonly operation: string
  /** How many such calls it still survives. */
  readonly spares: number
  readonly side: 'before' | 'after'
}

export interface PortCall {
  readonly operation: string
  readonly args: readonly unknown[]
}

/** All the crashes that are waiting to happen, whichever process comes by. */
export class Crashes {
  readonly #armed: { crash: Crash; spares: number }[] = []

  arm(crash: Crash): void {
    this.#armed.push({ crash, spares: crash.spares })
  }

  /** Whether the process that makes this call dies of it. */
  strike(operation: string, side: Crash['side']): boolean {
    for (const [index, armed] of this.#armed.entries()) {
      if (armed.crash.side !== side || (armed.crash.operation !== operation && armed.crash.operation !== 'any')) continue
      armed.spares -= 1
      if (armed.spares >= 0) continue
      this.#armed.splice(index, 1)
      return true
    }
    return false
  }

  disarm(): void {
    this.#armed.length = 0
  }
}

/**
 * A process that can die at any call to a port. What it had asked for goes on outside; the promises
 * it was waiting for never resolve, so nothing in it runs any further.
 */
export class Process {
  isAlive = true
  onCall: (call: PortCall) => void = () => {}
  /** What a call came to, when the process lives to hear it. */
  onReturn: (call: PortCall, result: unknown) => void = () => {}
  readonly name: string
  readonly #crashes: Crashes
  readonly #onDeath: (process: Process, where: string) => void

  constructor(name: string, crashes: Crashes, onDeath: (process: Process, where: string) => void) {
    this.name = name
    this.#crashes = crashes
    this.#onDeath = onDeath
  }

  kill(where: string): void {
    if (!this.isAlive) return
    this.isAlive = false
    this.#onDeath(this, where)
  }

  /** The port as this process sees it. */
  wrap<Port extends object>(name: string, port: Port): Port {
    const wrapped = new Map<string | symbol, unknown>()
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key)
        if (typeof value !== 'function') return value
        if (!wrapped.has(key)) wrapped.set(key, this.#wrapMethod(`${name}.${String(key)}`, value.bind(target) as Method))
        return wrapped.get(key)
      },
    })
  }

  #wrapMethod(operation: string, method: Method): Method {
    return (...args) => {
      if (!this.isAlive || this.#dies(operation, 'before')) return forever
      this.onCall({ operation, args })
      const result = method(...args)
      if (!(result instanceof Promise)) return result
      return new Promise((resolve, reject) => {
        result.then(
          (value: unknown) => {
            if (!this.#goesOn(operation)) return
            this.onReturn({ operation, args }, value)
            resolve(value)
          },
          (error: unknown) => {
            if (this.#goesOn(operation))
              reject(error instanceof Error ? error : new Error('It was rejected without an error', { cause: error }))
          },
        )
      })
    }
  }

  #goesOn(operation: string): boolean {
    return this.isAlive && !this.#dies(operation, 'after')
  }

  #dies(operation: string, side: Crash['side']): boolean {
    if (!this.#crashes.strike(operation, side)) return false
    this.kill(`${side} ${operation}`)
    return true
  }
}

type Method = (...args: readonly unknown[]) => unknown

const forever = new Promise<never>(() => {})

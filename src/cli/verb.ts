/** What a command is given by the program that starts it. */
export interface Surroundings {
  /** The folder it is called in. */
  readonly directory: string
  /** Whether output goes to a terminal that wants colours. */
  readonly hasColours: boolean
  readonly print: (text: string) => void
  readonly printError: (text: string) => void
}

/** 0: done. 1: refused, with the reason. 2: called in a way it does not understand. */
export type ExitCode = 0 | 1 | 2

export interface Verb {
  readonly help: string
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<ExitCode>
}

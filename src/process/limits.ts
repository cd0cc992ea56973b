/** What a process file may measure. Each limit has its own message, and the checks before it stay fast. */
export const limits = {
  /** Of one file, in bytes. */
  fileBytesMax: 256 * 1024,
  /** Files named by `include`. */
  includesMax: 20,
  /** Braces, brackets and indentation inside one another. */
  depthMax: 12,
  /** Keys and values in one file. */
  valuesMax: 10_000,
  /** Names in one section, with those of the files it includes. */
  entriesMax: 300,
  /** Values in one list. */
  itemsMax: 300,
  /** Problems that are kept; a file with more is not understood any better by listing them. */
  problemsMax: 200,
  /** Problems that are printed. */
  problemsPrintedMax: 20,
  /** Of a line that is shown with a problem, in characters. */
  lineShownMax: 120,
  /** Of one sentence of a message, in characters. */
  messageMax: 400,
  /** Of a text such as a command, in characters. */
  textMax: 20_000,
  /** Of a name, a branch pattern or another single word, in characters. */
  wordMax: 500,
  /** Words in one phrase; commands and other free texts are not phrases. */
  phraseWordsMax: 40,
  /** Of a condition, in characters. */
  conditionLengthMax: 1000,
  /** Of a condition, in operands and operators. */
  conditionNodesMax: 200,
  /** Of a condition, in brackets and calls inside one another. */
  conditionDepthMax: 16,
  /** Instances of one component in one environment. */
  instancesMax: 100,
  /** How often a failed job is tried again. */
  retryMax: 10,
  /** Jobs that one matrix makes. */
  matrixJobsMax: 256,
} as const

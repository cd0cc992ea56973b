/** Every number that bounds something in the core, with its reason. */
export const limits = {
  /** Attempts of one job beyond the first, whatever its file says. */
  retriesMax: 10,
  /** Jobs at once in one installation. */
  slotsMax: 1_000,
  /** Refs in one input: a forge splits what is more. */
  refsPerInputMax: 2_000,
  /** Open changes of one project. */
  openChangesMax: 5_000,
  /** Jobs of one run, after `for` and `matrix`. */
  jobsPerRunMax: 500,
  /** Trees whose results are remembered beyond those that something still stands on. */
  evidenceMax: 2_000,
  /** Process files whose pipelines are kept before those that no commit in use has are forgotten. */
  pipelineFilesMax: 50,
  /** Deployments an environment can go back to. */
  wayBackMax: 20,
  /** How often a rollout goes on with a higher generation because the target knew one: more, and another installation deploys there too. */
  raisesMax: 3,
  /** Digests an environment remembers as served, for `after`. */
  servedMax: 100,
  /** Rounds of settling one input may cause, and how many more for each thing that is there: beyond is a circle. */
  settleMax: 20_000,
  settleMaxEach: 20,
  /** Any text of a command. Most have a shorter limit of their own. */
  textLengthMax: 20_000,
  titleLengthMax: 300,
  labelsMax: 50,
  nameLengthMax: 250,
  reasonLengthMax: 2_000,

  /** How long a permit holds. A worker that starts later asks again. */
  permitMs: 60_000,
  lookupMs: 10 * 60_000,
  mergeMs: 5 * 60_000,
  migrateMs: 60 * 60_000,
  activateMs: 60 * 60_000,
  removeMs: 30 * 60_000,
  tellMs: 24 * 60 * 60_000,
  /** Added to a job's own timeout for starting and clearing up. */
  jobGraceMs: 10 * 60_000,
  /** After its deadline an effect is given this long before people are told. */
  lateGraceMs: 60_000,
  /** A wait for people is told again to those who can end it after this. */
  remindMs: 7 * 24 * 60 * 60_000,
  /** So long before an environment is taken down for want of use, people are told. */
  expiryWarningMs: 24 * 60 * 60_000,
  /** A look-up that failed is tried again after this. */
  askAgainMs: 30_000,
  /** How far ahead calendars are known, and when more is asked for. */
  calendarAheadMs: 90 * 24 * 60 * 60_000,
  calendarRefillMs: 30 * 24 * 60 * 60_000,
} as const

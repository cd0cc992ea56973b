import { nearest } from '../../lib/nearest.ts'
import { standardJobs } from '../language/standard-jobs.ts'
import type { Value } from '../read/reading.ts'
import type { Problems } from '../source/problem.ts'
import { spanInside } from '../yaml/node.ts'
import { jobsOf } from './jobs-of.ts'
import { refuseName } from './names.ts'
import type { CheckRule } from './rule.ts'

/** What a job uses is in a library that is declared. */
export const checkLibraries: CheckRule = (process, { problems }) => {
  const libraries = ['std', ...(process.keys.libraries ?? []).map((entry) => entry.name)]
  for (const { job } of jobsOf(process)) {
    const { use } = job.value.keys
    if (use === undefined) continue
    const { library } = use.form
    if (!libraries.includes(library)) {
      refuseName('library', library, spanInside(use.scalar, 0, library.length), libraries, problems)
    } else if (library === 'std') checkStandardJob(use, problems)
  }
}

function checkStandardJob(use: Value<{ readonly library: string; readonly job: string }>, problems: Problems): void {
  const { job } = use.form
  if (Object.hasOwn(standardJobs, job)) return
  const known = Object.keys(standardJobs)
  const near = nearest(job, known)
  const span = spanInside(use.scalar, 'std/'.length, use.scalar.text.length)
  problems.report(
    span,
    `the library \`std\` has no job \`${job}\``,
    near === null ? `it has ${known.join(', ')}` : `did you mean \`std/${near}\`?`,
  )
}

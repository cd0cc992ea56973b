import { all, any, block, each, named, one, text } from '../../read/types.ts'
import { ownName } from '../naming.ts'
import { artifact } from '../phrases/job.ts'
import { make, publish } from '../phrases/go.ts'
import { votes } from '../phrases/people.ts'
import { keep } from '../phrases/place.ts'
import { line } from '../phrases/source.ts'
import { time } from '../phrases/time.ts'
import { branch, calendarFormat, environmentName, file, notes, word } from '../phrases/words.ts'
import { choice } from '../../phrase/phrase.ts'
import { key } from '../type.ts'

export const versionKeys = {
  scheme: key(one(choice('SCHEME', 'what a version is made of', ['calver', 'semver'])), 'by the calendar, or by what changed', {
    fallback: '`calver`; without the section, builds are numbered',
  }),
  format: key(one(calendarFormat), 'how a calendar version is written', { fallback: 'YYYY.0M.0D.build', acted: false }),
  labels: key(one(word), 'labels LABEL:major, :minor, :patch and :skip on a change win over its title', { acted: false }),
}

export const releaseKeys = {
  of: key(any(line), 'what they are made of'),
  when: key(any(make), 'when one is made', { fallback: '`by itself`' }),
  approve: key(all(votes), 'who must approve it before it is made'),
  choose: key(each(environmentName), 'the one who approves picks which of these get it', { fallback: 'all that take it' }),
  publish: key(one(publish), 'when it is published', { fallback: '`by itself`' }),
  notes: key(one(notes), 'what it says about itself', { fallback: '`generated`' }),
  changelog: key(one(file), 'a file that each one is written into, in the merge that makes it'),
  artifacts: key(each(artifact), 'what belongs to it', { fallback: '`dist`' }),
  registry: key(one(word), 'where its images go, by the name it is connected under', { fallback: 'this machine' }),
  prerelease: key(one(word), 'the word in the version of a candidate: 1.3.0-rc.1', { fallback: '`rc`' }),
  keep: key(one(keep), 'how long they are kept', { fallback: 'until production; releases forever' }),
}

export const trainKeys = {
  from: key(one(branch), 'the branch whose changes ride along'),
  into: key(one(branch), 'the branch they arrive at'),
  when: key(one(time), 'when it departs; one that is due on a holiday leaves on the next working day'),
  if: key(text('a condition'), 'a condition; while it is false, the train waits'),
  approve: key(all(votes), 'who must approve a departure'),
}

const habits = {
  from: 'of',
  branch: 'of',
  source: 'of',
  on: 'when',
  approvers: 'approve',
  tag: 'prerelease',
  suffix: 'prerelease',
  retention: 'keep',
  images: 'registry',
}

export const versions = block(
  { name: 'versions', withArticle: '`versions`', habits: { strategy: 'scheme', type: 'scheme', pattern: 'format' } },
  versionKeys,
)
export const candidates = block({ name: 'candidates', withArticle: '`candidates`', habits }, releaseKeys)
export const releases = block({ name: 'releases', withArticle: '`releases`', habits }, releaseKeys)
export const trains = named(
  ownName,
  block(
    { name: 'train', withArticle: 'a train', habits: { departs: 'when', on: 'when', schedule: 'when', to: 'into', of: 'from' } },
    trainKeys,
  ),
)

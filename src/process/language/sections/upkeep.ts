import { all, any, block, each, named, one } from '../../read/types.ts'
import { ownName, snapshotName, variableName } from '../naming.ts'
import { newsRule } from '../phrases/job.ts'
import { votes } from '../phrases/people.ts'
import { keep } from '../phrases/place.ts'
import { age, freezeTime, time } from '../phrases/time.ts'
import { environmentName, file, origin, pattern } from '../phrases/words.ts'
import { key } from '../type.ts'

export const snapshotKeys = {
  of: key(one(origin), 'what it is taken of: an environment, or another snapshot'),
  when: key(one(time), 'when it is taken', { fallback: 'after each of its source; of an environment, on request' }),
  strip: key(one(file), 'rules that replace what is sensitive; with them it may enter any environment'),
  keep: key(one(keep), 'how long each is kept', { fallback: '14 days' }),
  into: key(each(environmentName), 'environments it may enter', { fallback: 'stripped: any; otherwise none' }),
  approve: key(all(votes), 'who must approve that it enters one'),
}

export const secretKeys = {
  at: key(each(environmentName), 'environments it is granted to', { fallback: 'none: only jobs that name it get it' }),
  rotate: key(one(age), 'how old its value may become before somebody is told'),
}

export const freezeKeys = {
  when: key(one(freezeTime), 'when nothing goes'),
  at: key(each(environmentName), 'where nothing goes', { fallback: 'production' }),
  except: key(any(pattern), 'branches whose changes go all the same'),
}

export const snapshots = named(
  snapshotName,
  block(
    {
      name: 'snapshot',
      withArticle: 'a snapshot',
      habits: { from: 'of', source: 'of', schedule: 'when', every: 'when', mask: 'strip', anonymize: 'strip', retention: 'keep' },
    },
    snapshotKeys,
  ),
)
export const secrets = named(
  variableName,
  block(
    {
      name: 'secret',
      withArticle: 'a secret',
      habits: { value: 'values are set with `branchline secret set`, never here', environments: 'at', in: 'at', expire: 'rotate' },
    },
    secretKeys,
  ),
)
export const notify = named(ownName, any(newsRule))
export const freezes = named(
  ownName,
  block(
    { name: 'freeze', withArticle: 'a freeze', habits: { from: 'when', to: 'when', until: 'when', environments: 'at', allow: 'except' } },
    freezeKeys,
  ),
)

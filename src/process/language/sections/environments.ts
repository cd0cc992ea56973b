import { all, any, block, each, named, one, text } from '../../read/types.ts'
import { ownName, variableName } from '../naming.ts'
import { votes } from '../phrases/people.ts'
import { go } from '../phrases/go.ts'
import { data, experiments, expire, infra, officeHours } from '../phrases/place.ts'
import { line, source } from '../phrases/source.ts'
import { age } from '../phrases/time.ts'
import { componentName, environmentName, host, number, percent, pipelineName, secretName, size, spaceName, word } from '../phrases/words.ts'
import { choice } from '../../phrase/phrase.ts'
import { key } from '../type.ts'
import { allow } from './organisation.ts'

const rolloutKeys = {
  style: key(
    one(choice('STYLE', 'how the new takes over from the old', ['rolling', 'blue-green'], { bluegreen: 'blue-green', canary: 'rolling' })),
    'instance by instance, or all beside the old ones and then at once',
    { fallback: '`rolling`' },
  ),
  surge: key(one(number), 'how many new instances may stand beside the old ones', { fallback: '1' }),
  drain: key(one(age), 'how long an old instance may finish what it serves', { fallback: '30s' }),
  steps: key(each(percent), 'the share of the traffic the new version gets, step by step', { fallback: '100%' }),
  watch: key(one(age), 'how long each step is watched before the next', { fallback: '5 min' }),
}

const takes = {
  deploy: key(any(source), 'what it takes: there is one of it'),
  for: key(any(line), 'what has one of it each: made when there is one, gone with it'),
  components: key(each(componentName), 'which components it runs', { fallback: 'all' }),
  data: key(one(data), 'the data it holds', { fallback: '`empty`; `live` in production', acted: false }),
  infra: key(one(infra), 'infrastructure that is planned, approved and applied with the rollout', { acted: false }),
}

const gates = {
  when: key(any(go), 'when something that passed every gate goes', { fallback: '`by itself`' }),
  after: key(all(environmentName), 'environments that ran and verified these very bytes before'),
  soak: key(one(age), 'how long they must have run there without trouble'),
  approve: key(all(votes), 'who must approve exactly what would be deployed'),
  'approval-lasts': key(one(age), 'how long an approval counts', { fallback: 'until what it approved changes' }),
  if: key(text('a condition'), 'a condition; while it is false, what wants in waits'),
  claim: key(one(age), 'how long somebody may have it for themselves, and then the next in the queue', { acted: false }),
  queue: key(
    one(choice('QUEUE', 'what becomes of those that wait', ['latest', 'every', 'batch'])),
    'of several that wait: the latest goes, every one, or all at once',
    { fallback: '`latest`', acted: false },
  ),
}

const rollout = {
  pace: key(
    one(choice('PACE', 'how components move', ['together', 'each component'])),
    'whether its components move together or each at its own pace',
    { fallback: '`together`', acted: false },
  ),
  rollout: key(
    block(
      {
        name: 'rollout',
        withArticle: '`rollout`',
        habits: { strategy: 'style', 'max-surge': 'surge', maxSurge: 'surge', pause: 'watch', canary: 'steps' },
      },
      rolloutKeys,
    ),
    'how the new version takes over',
  ),
  verify: key(all(pipelineName), 'pipelines that must pass against it after each rollout, or it is rolled back'),
  experiments: key(one(experiments), 'whether two versions of a component may serve side by side', { fallback: '`none`', acted: false }),
}

const place = {
  space: key(one(spaceName), 'the space it belongs to'),
  server: key(one(word), 'where it runs, by the name it is connected under', { fallback: "its space's, or this machine", acted: false }),
  registry: key(one(word), 'its own registry: what it takes is copied there first', { fallback: 'that of what it takes', acted: false }),
  address: key(one(host), 'the first part of its address', {
    fallback: 'its name; with `for`, NAME-<change> or NAME-<branch>',
  }),
  size: key(one(size), 'how much of a machine each instance gets', { fallback: '`medium`; with `for`, `small`' }),
  instances: key(one(number), 'how many instances of each component', { fallback: '1' }),
}

const life = {
  pool: key(one(number), 'how many there are of it; a claim gets the first free one', { fallback: '1', acted: false }),
  limit: key(one(number), 'with `for`: how many there may be at once', { fallback: '10' }),
  expire: key(one(expire), 'with `for`: when it is removed', { fallback: '7 days idle' }),
  'office-hours': key(one(officeHours), 'when it is up', { fallback: 'always', acted: false }),
}

export const environmentKeys = {
  ...takes,
  ...gates,
  ...rollout,
  ...place,
  ...life,
  allow: key(allow, 'who may do what here', { fallback: 'what its space says' }),
  env: key(named(variableName, text('a text')), 'environment variables its components get', { acted: false }),
  secrets: key(each(secretName), 'secrets its components get', { fallback: 'those granted to it', acted: false }),
}

const habits = {
  on: 'when',
  trigger: 'when',
  branch: 'deploy',
  branches: 'deploy',
  source: 'deploy',
  from: 'deploy',
  takes: 'deploy',
  needs: '`needs` is between jobs; between environments it is `after`',
  depends_on: 'after',
  approval: 'approve',
  approvals: 'approve',
  approvers: 'approve',
  reviewers: 'approve',
  reviews: 'approve',
  checks: 'verify',
  test: 'verify',
  url: 'address',
  host: 'address',
  domain: 'address',
  name: 'address',
  replicas: 'instances',
  scale: 'instances',
  strategy: 'rollout',
  ttl: 'expire',
  database: 'data',
  window: 'when',
  wait: 'soak',
  variables: 'env',
  permissions: 'allow',
  access: 'allow',
}

export const environments = named(ownName, block({ name: 'environment', withArticle: 'an environment', habits }, environmentKeys))

import { any, block, each, named, one, text } from '../../read/types.ts'
import { componentNaming, libraryName, ownName, teamName, variableName } from '../naming.ts'
import { who, person } from '../phrases/people.ts'
import { ready } from '../phrases/place.ts'
import { componentName, database, directory, repository, secretName, version, word } from '../phrases/words.ts'
import { key } from '../type.ts'

export const libraryKeys = {
  git: key(one(repository), 'the project or connected repository the library lives in', { acted: false }),
  version: key(one(version), 'which version: `2` takes the newest 2.x; the exact one stands in the lock file', { acted: false }),
}

export const teams = named(teamName, each(person))

export const allowKeys = {
  see: key(any(who), 'who may see that it is there and what runs in it', { fallback: 'viewers', acted: false }),
  open: key(any(who), 'who may open its addresses', { fallback: 'viewers', acted: false }),
  deploy: key(any(who), 'who may deploy to it by hand', { fallback: 'maintainers' }),
  logs: key(any(who), 'who may read its logs', { fallback: 'viewers', acted: false }),
  data: key(any(who), 'who may copy data out of it or into it', { fallback: 'maintainers', acted: false }),
}

export const allow = block(
  { name: 'allow', withArticle: '`allow`', habits: { read: 'see', view: 'see', write: 'deploy', access: 'open' } },
  allowKeys,
)

export const spaceKeys = {
  allow: key(allow, 'who may do what in every environment of the space'),
  server: key(one(word), 'where its environments run, by the name it is connected under', { fallback: 'this machine', acted: false }),
}

export const componentKeys = {
  path: key(one(directory), 'the directory it lives in', { fallback: '`.`' }),
  start: key(text('a command'), 'the command that starts it, with its port in PORT', { fallback: 'found in the directory', acted: false }),
  ready: key(one(ready), 'the address that answers once it is ready', { fallback: '`/ within 60s`', acted: false }),
  database: key(one(database), 'the kind of database it has, one of its own in each environment'),
  migrate: key(text('a command'), 'the command that brings the database to what the code expects'),
  needs: key(each(componentName), 'components that start before it', { acted: false }),
  env: key(named(variableName, text('a text')), 'environment variables it gets everywhere', { acted: false }),
  secrets: key(each(secretName), 'secrets it gets where they are granted', { acted: false }),
}

const componentHabits = {
  dir: 'path',
  directory: 'path',
  command: 'start',
  run: 'start',
  health: 'ready',
  healthcheck: 'ready',
  environment: 'env',
  depends_on: 'needs',
  migrations: 'migrate',
  db: 'database',
}

export const libraries = named(
  libraryName,
  block(
    { name: 'library', withArticle: 'a library', habits: { url: 'git', repo: 'git', source: 'git', ref: 'version', tag: 'version' } },
    libraryKeys,
  ),
)
export const spaces = named(ownName, block({ name: 'space', withArticle: 'a space' }, spaceKeys))
export const components = named(
  componentNaming,
  block({ name: 'component', withArticle: 'a component', habits: componentHabits }, componentKeys),
)

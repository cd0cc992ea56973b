import type { InstallationBody } from '../../../src/core/installation/input.ts'
import type { InstallationEvent } from '../../../src/core/installation/event.ts'
import type { WorkKind } from '../../../src/core/kernel/work.ts'
import type { EventKind } from '../../../src/core/project/event.ts'
import type { Body } from '../../../src/core/project/input.ts'
import { acts } from '../history/history.ts'
import { installationStream, projectStream } from '../world/streams.ts'
import type { Coverage } from './coverage.ts'

/** Every kind there is: the compiler sees to it that none is forgotten here. */
const bodies: Readonly<Record<Body['kind'], true>> = {
  'change.close': true,
  'change.edit': true,
  'change.merge': true,
  'change.open': true,
  'change.review': true,
  'change.trust': true,
  'change.unmerge': true,
  'effect.resolve': true,
  'environment.abort': true,
  'environment.approve': true,
  'environment.close': true,
  'environment.forget': true,
  'environment.free': true,
  'environment.hold': true,
  'environment.promote': true,
  'environment.reject': true,
  'environment.retry': true,
  'environment.rollback': true,
  'job.approve': true,
  'line.resume': true,
  'line.stop': true,
  'people.changed': true,
  'project.govern': true,
  'project.open': true,
  receipt: true,
  'refs.changed': true,
  'refs.propose': true,
  'run.again': true,
  'run.cancel': true,
  'run.start': true,
  'slot.granted': true,
  starting: true,
  wake: true,
}
const events: Readonly<Record<EventKind, true>> = {
  'alarm.set': true,
  'branch.deleted': true,
  'branch.described': true,
  'branch.doubted': true,
  'branch.moved': true,
  'branch.seen': true,
  'branch.undescribed': true,
  'calendars.dropped': true,
  'calendars.known': true,
  'change.asked': true,
  'change.closed': true,
  'change.described': true,
  'change.edited': true,
  'change.landing': true,
  'change.merged': true,
  'change.merging': true,
  'change.opened': true,
  'change.pushed': true,
  'change.reviewed': true,
  'change.trusted': true,
  'change.unasked': true,
  'change.unlanded': true,
  'change.unmerging': true,
  'component.made': true,
  'effect.asked': true,
  'effect.ended': true,
  'effect.forgotten': true,
  'effect.late': true,
  'effect.permitted': true,
  'effect.refused': true,
  'effect.unknown': true,
  'environment.approved': true,
  'environment.candidate': true,
  'environment.chosen': true,
  'environment.closed': true,
  'environment.closing': true,
  'environment.deployed': true,
  'environment.emptied': true,
  'environment.failed': true,
  'environment.freed': true,
  'environment.go': true,
  'environment.held': true,
  'environment.left': true,
  'environment.opened': true,
  'environment.rejected': true,
  'environment.related': true,
  'environment.retried': true,
  'environment.same': true,
  'environment.warned': true,
  'evidence.dropped': true,
  'job.moved': true,
  'line.resumed': true,
  'line.stopped': true,
  'people.changed': true,
  'pipelines.dropped': true,
  'pipelines.known': true,
  'process.kept': true,
  'process.refused': true,
  'process.taken': true,
  'project.governed': true,
  'project.opened': true,
  'rollout.activating': true,
  'rollout.ended': true,
  'rollout.moved': true,
  'rollout.raised': true,
  'rollout.returning': true,
  'rollout.started': true,
  'run.cancelled': true,
  'run.ended': true,
  'run.started': true,
  'run.watched': true,
  'subject.reminded': true,
  'subject.rested': true,
  'subject.resting': true,
}
const works: Readonly<Record<WorkKind, true>> = {
  'database.migrate': true,
  'job.run': true,
  'lookup.artifact': true,
  'lookup.calendars': true,
  'lookup.commit': true,
  'lookup.landing': true,
  'lookup.process': true,
  'lookup.ref': true,
  'lookup.relation': true,
  notify: true,
  'ref.update': true,
  report: true,
  'target.activate': true,
  'target.remove': true,
  tell: true,
}
const installationBodies: Readonly<Record<InstallationBody['kind'], true>> = {
  'capacity.set': true,
  'effect.resolve': true,
  install: true,
  'line.resume': true,
  'line.stop': true,
  'person.remove': true,
  'person.set': true,
  'project.add': true,
  receipt: true,
  'slot.ask': true,
  'slot.free': true,
  starting: true,
  wake: true,
}
const installationEvents: Readonly<Record<InstallationEvent['kind'], true>> = {
  'capacity.set': true,
  installed: true,
  'person.removed': true,
  'person.set': true,
  'project.added': true,
  'slot.asked': true,
  'slot.freed': true,
  'slot.given': true,
  telling: true,
  'telling.late': true,
  told: true,
}

/** What takes more than a history can bring about, and who tries it instead. */
const elsewhere: readonly string[] = [
  // Many different process files: tried in src/core/project.
  'pipelines.dropped',
  // A store that fails for a day: tried in src/core/installation.
  'telling.late',
]

const isHere = (kind: string): boolean => !elsewhere.includes(kind)

/** A run in which one of these never happened has not looked everywhere. */
export function expectAllKinds(coverage: Coverage): void {
  coverage.expect('act', Object.keys(acts))
  coverage.expect(`input of ${projectStream}`, Object.keys(bodies))
  coverage.expect(`input of ${installationStream}`, Object.keys(installationBodies))
  coverage.expect(`event of ${projectStream}`, Object.keys(events).filter(isHere))
  coverage.expect(`event of ${installationStream}`, Object.keys(installationEvents).filter(isHere))
  coverage.expect('work', Object.keys(works))
}

import { opened, waiting } from '../../verdict/make.ts'
import type { ChangeGate } from '../judge.ts'

/** A draft waits for its author. */
export const draft: ChangeGate = ({ change }) =>
  change.isDraft ? waiting('draft', 'draft', {}, { by: [{ kind: 'person', name: change.author }] }) : opened('draft')

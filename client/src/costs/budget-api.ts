import {
  changeSettings,
  getProject,
  newRequestId,
  sendOps,
  type Micros,
  type Op,
  type ProjectId,
} from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { tellElsewhere } from '../api/elsewhere.ts'

/** @throws ReelgraphError where the server refuses, as the next one does. */
export const setDayCap = async (cap: Micros | undefined): Promise<void> => {
  await call(changeSettings, { body: { dayCap: cap ?? null } })
  tellElsewhere()
}

export const setProjectCap = async (id: ProjectId, cap: Micros | undefined): Promise<void> => {
  const { revision } = await call(getProject, { params: { id } })
  const op: Op = { op: 'set', path: ['settings', 'cap'], ...(cap !== undefined && { value: cap }) }
  await call(sendOps, { params: { id }, body: { id: newRequestId(), base: revision, ops: [op] } })
}

import { getProject, getRun, RunIdSchema, type Priority, type ProjectId } from '@reelgraph/shared'
import { createStore } from 'zustand/vanilla'
import { call } from '../api/call.ts'

/** What a lane does not say of a run. */
export interface RunFacts {
  readonly project: ProjectId
  readonly name: string
  readonly priority: Priority
  readonly cancelling: boolean
}

/** By run; asked for once, when somebody looks. */
export const runFacts = createStore<Readonly<Record<string, RunFacts | undefined>>>(() => ({}))

const asked = new Map<string, Promise<void>>()

export const needRun = (run: string): void => {
  if (asked.has(run)) return
  // What could not be found out is asked for again by whoever looks next.
  const asking = learn(run).catch(() => void asked.delete(run))
  asked.set(run, asking)
}

const learn = async (run: string): Promise<void> => {
  const { project, priority, cancelling } = await call(getRun, { params: { id: RunIdSchema.parse(run) } })
  const { project: document } = await call(getProject, { params: { id: project } })
  runFacts.setState({ [run]: { project, name: document.name, priority, cancelling } })
}

export const knowRun = (run: string, change: Partial<RunFacts>): void =>
  runFacts.setState((known) => {
    const facts = known[run]
    return facts ? { [run]: { ...facts, ...change } } : {}
  })

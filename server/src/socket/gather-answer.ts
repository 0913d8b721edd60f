import {
  RUN_END_STATUSES,
  type ClientFrame,
  type Run,
  type RunId,
  type RunStatus,
  type RunSummary,
  type ServerFrame,
  type VolatileEvent,
} from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'
import type { ProjectRegistry } from '../projects/project-registry.ts'
import type { Reach } from './subscription.ts'

type Subscribe = Extract<ClientFrame, { type: 'subscribe' }>
type Subscribed = Extract<ServerFrame, { type: 'subscribed' }>

interface Sources {
  readonly projects: ProjectRegistry
  readonly engine: Engine
  /** Called in the same breath in which a run was read. */
  readonly hasRead: (run: RunId) => void
}

export interface GatheredAnswer {
  /** The `subscribed`, then the progress of runs of which only the missed events are sent. */
  readonly frames: readonly ServerFrame[]
  readonly reach: Reach
}

/** Beyond it a run as a whole is shorter than what was missed of it. */
const MAX_MISSED = 2000

/** Everything that a new subscriber does not know. @throws `not-found` and whatever opening a project throws. */
export const gatherAnswer = async (ask: Subscribe, { projects, engine, hasRead }: Sources): Promise<GatheredAnswer> => {
  const { opened, batches } = await projects.catchUp(ask.project, ask.sinceRevision)
  const known = new Map(Object.entries(ask.runs) as [RunId, number][]) // keys parsed as run ids
  const runs: Subscribed['runs'] = []
  const missed: Subscribed['missed'] = []
  const volatile: ServerFrame[] = []
  const seqs = new Map<RunId, number>()

  const give = async (id: RunId): Promise<void> => {
    const found = await engine.read(id)
    hasRead(id)
    if (!found || found.run.project !== ask.project) return
    const since = known.get(id)
    const events = since === undefined || since > found.seq ? undefined : await engine.events(id, since)
    if (!events || events.length > MAX_MISSED) {
      runs.push(found)
      seqs.set(id, found.seq)
      return
    }
    if (events.length > 0) missed.push({ run: id, events: [...events] })
    seqs.set(id, events.at(-1)?.seq ?? since ?? 0)
    const going = volatileOf(found.run)
    if (going.length > 0) volatile.push({ type: 'run-volatile', project: ask.project, run: id, events: [...going] })
  }

  const wanted = new Set([...wantedRuns(await engine.list(ask.project)), ...known.keys()])
  for (const id of wanted) await give(id)
  const subscribed: Subscribed = {
    type: 'subscribed',
    project: ask.project,
    ...(!batches && { snapshot: opened }),
    batches: batches?.map((batch) => ({ ...batch, ops: [...batch.ops] })) ?? [],
    runs,
    missed,
    vain: engine.vainTries(ask.project).filter(({ run }) => !seqs.has(run)),
  }
  return { frames: [subscribed, ...volatile], reach: { revision: opened.revision, runs: seqs } }
}

const ENDED: ReadonlySet<RunStatus> = new Set(RUN_END_STATUSES)

/** Those that are going on, and the last that ended. */
const wantedRuns = (newestFirst: readonly RunSummary[]): readonly RunId[] => {
  const lastEnded = newestFirst.find(({ status }) => ENDED.has(status))
  return newestFirst.filter((run) => run === lastEnded || !ENDED.has(run.status)).map(({ id }) => id)
}

/** The progress that a run shows now, as the events that led to it. */
const volatileOf = (run: Run): readonly VolatileEvent[] =>
  run.tasks.flatMap(({ node, item, status, progress, note, unseen, preview }): readonly VolatileEvent[] => {
    if (status === 'queued') return [{ type: 'task-queued', node, item }]
    const looks = unseen ? [{ type: 'task-unseen' as const, node, item, unseen }] : []
    if (status !== 'running') return looks
    return [
      ...looks,
      ...(progress !== undefined
        ? [{ type: 'task-progress' as const, node, item, fraction: progress, ...(note !== undefined && { note }) }]
        : []),
      ...(preview !== undefined ? [{ type: 'task-preview' as const, node, item, image: preview }] : []),
    ]
  })

import { newRequestId, nodeTitle, sendOps, type Catalog, type OpenedProject } from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { socket } from '../api/live.ts'
import { runsOf } from '../runs/use-runs.ts'
import { toast } from '../ui/toast.ts'
import { CanvasHandle } from './canvas/canvas-handle.ts'
import { DocumentStore } from './document/document-store.ts'
import { Outbox } from './document/outbox.ts'
import type { Editing } from './editor-context.ts'
import { createSession, select } from './session/session-store.ts'

const storage = (): Storage | undefined => {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** An opened project and how it is joined with the server: edits go out, everybody's edits come in. */
export interface OpenEditing {
  readonly editing: Editing
  /** @returns what leaves it again. It may be joined and left any number of times. */
  join(): () => void
}

export const openEditing = (opened: OpenedProject, catalog: Catalog): OpenEditing => {
  const { id } = opened.project
  let leave = () => {}
  const document: DocumentStore = new DocumentStore(opened, {
    catalog,
    outbox: new Outbox({ storage: storage(), project: id, tab: newRequestId() }),
    send: (batch) => call(sendOps, { params: { id }, body: batch }),
    resync: (revision) => follow(revision),
    tell: ({ text, hint, bad }) =>
      toast({ text: hint === undefined ? text : `${text} ${hint}`, ...(bad && { tone: 'bad' as const }) }),
    after: (milliseconds, then) => {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    },
  })
  const follow = (sinceRevision: number): void => {
    leave()
    leave = socket.subscribe(
      id,
      {
        onSnapshot: (snapshot) => document.openDocument(snapshot),
        onBatch: (batch) => document.receive(batch),
        onCaughtUp: () => document.online(),
        onDeleted: () =>
          toast({
            text: 'This project was deleted elsewhere. Changes are no longer saved.',
            tone: 'bad',
            seconds: Infinity,
          }),
      },
      { sinceRevision },
    )
  }
  const editing: Editing = { project: id, catalog, document, session: createSession(), canvas: new CanvasHandle() }
  return {
    editing,
    join: () => {
      document.start()
      follow(document.state.getState().revision)
      runsOf(id).actions.beforeRun(() => document.flush())
      const forget = forgetRemoved(editing)
      return () => {
        forget()
        leave()
        document.stop()
      }
    },
  }
}

/** What was deleted, by whomever, is no longer selected; what it was called is known for runs that still speak of it. */
const forgetRemoved = ({ catalog, document, session }: Editing): (() => void) =>
  document.state.subscribe(({ project }, before) => {
    if (project.nodes === before.project.nodes && project.edges === before.project.edges) return
    const removed = Object.values(before.project.nodes).filter(({ id }) => !project.nodes[id])
    if (removed.length > 0) {
      const titles = Object.fromEntries(removed.map((node) => [node.id, nodeTitle(catalog, node)]))
      session.setState(({ former }) => ({ former: { ...former, ...titles } }))
    }
    const { nodes, edges } = session.getState()
    const gone = [...nodes].some((id) => !project.nodes[id]) || [...edges].some((id) => !project.edges[id])
    if (gone)
      select(
        session,
        [...nodes].filter((id) => project.nodes[id]),
        [...edges].filter((id) => project.edges[id]),
      )
  })

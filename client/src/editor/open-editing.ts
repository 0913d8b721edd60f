import { newRequestId, sendOps, type Catalog, type OpenedProject } from '@reelgraph/shared'
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

/** Joins an opened project with the server: edits go out, everybody's edits come in. */
export const openEditing = (opened: OpenedProject, catalog: Catalog): { readonly editing: Editing; close(): void } => {
  const { id } = opened.project
  let leave = () => {}
  const document: DocumentStore = new DocumentStore(opened, {
    catalog,
    outbox: new Outbox({ storage: storage(), project: id, tab: newRequestId() }),
    send: (batch) => call(sendOps, { params: { id }, body: batch }),
    resync: (revision) => follow(revision),
    tell: ({ text, hint, bad }) => toast({ text: hint === undefined ? text : `${text} ${hint}`, ...(bad && { tone: 'bad' as const }) }),
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
        onDeleted: () => toast({ text: 'This project was deleted elsewhere. Changes are no longer saved.', tone: 'bad', seconds: Infinity }),
      },
      { sinceRevision },
    )
  }
  follow(opened.revision)
  for (const notice of opened.notices) toast({ text: notice, seconds: 12 })
  runsOf(id).actions.beforeRun(() => document.flush())
  const editing: Editing = { project: id, catalog, document, session: createSession(), canvas: new CanvasHandle() }
  const forget = forgetRemoved(editing)
  return {
    editing,
    close: () => {
      forget()
      leave()
      document.dispose()
    },
  }
}

/** What was deleted, by whomever, is no longer selected. */
const forgetRemoved = ({ document, session }: Editing): (() => void) =>
  document.state.subscribe(({ project }, before) => {
    if (project.nodes === before.project.nodes && project.edges === before.project.edges) return
    const { nodes, edges } = session.getState()
    const gone = [...nodes].some((id) => !project.nodes[id]) || [...edges].some((id) => !project.edges[id])
    if (gone) select(session, [...nodes].filter((id) => project.nodes[id]), [...edges].filter((id) => project.edges[id]))
  })

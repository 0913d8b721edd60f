import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Catalog, Node, Project, ProjectId } from '@reelgraph/shared'
import type { CanvasHandle } from './canvas/canvas-handle.ts'
import type { DocumentState, DocumentStore } from './document/document-store.ts'
import type { SessionState, SessionStore } from './session/session-store.ts'

/** Everything that a gesture, a command or a card of one open project works with. */
export interface Editing {
  readonly project: ProjectId
  readonly catalog: Catalog
  readonly document: DocumentStore
  readonly session: SessionStore
  readonly canvas: CanvasHandle
}

const Context = createContext<Editing | undefined>(undefined)
export const EditingProvider = Context.Provider

export const useEditing = (): Editing => {
  const editing = useContext(Context)
  if (!editing) throw new Error('An editor component stands outside of <Editor>')
  return editing
}

/** A slice of what is shown of the document. Select something that keeps its identity. */
export const useProject = <T>(selector: (project: Project) => T): T =>
  useStore(useEditing().document.state, (state) => selector(state.project))

export const useDocument = <T>(selector: (state: DocumentState) => T): T =>
  useStore(useEditing().document.state, selector)

export const useSession = <T>(selector: (state: SessionState) => T): T => useStore(useEditing().session, selector)

export const useNode = (id: string): Node | undefined => useProject((project) => project.nodes[id])

/** The nodes that are selected now, in the order of the document. */
export const selectedNodes = ({ document, session }: Pick<Editing, 'document' | 'session'>): readonly Node[] => {
  const { nodes } = session.getState()
  return nodes.size === 0 ? [] : Object.values(document.project.nodes).filter((node) => nodes.has(node.id))
}

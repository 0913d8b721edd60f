import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RunId, StoredResult } from '@reelgraph/shared'
import type { OpenWire } from '../document/edits/wires.ts'
import type { Point } from '../document/edits/nodes.ts'

/** What is open above the canvas; one thing at a time. */
export type Overlay =
  | { readonly of: 'none' }
  /** Add-node search. `at` in canvas units, `screen` in px. */
  | { readonly of: 'add'; readonly at: Point; readonly screen: Point; readonly wire?: OpenWire; readonly edge?: string }
  | { readonly of: 'replace'; readonly node: string; readonly screen: Point }
  | { readonly of: 'commands' }
  | { readonly of: 'shortcuts' }
  | { readonly of: 'save-template' }
  /** Quick look at the result of a node. */
  | { readonly of: 'look'; readonly node: string; readonly item: string | null }
  /** An answer that needs more than a press. */
  | {
      readonly of: 'decide'
      readonly what: 'edit' | 'again' | 'agree'
      readonly run: RunId
      readonly node: string
      readonly item: string | null
    }
  /** Other words for those that a provider refused, and why it did. */
  | {
      readonly of: 'reword'
      readonly node: string
      readonly item: string | null
      readonly port: string
      readonly because: string
      /** Other words, by whoever refused these. */
      readonly suggestion?: string
    }
  /** Steps that are no longer on the canvas and wait for a person in a run. */
  | { readonly of: 'orphans'; readonly run: RunId }
  /** A stored result is to be dropped for good. */
  | { readonly of: 'forget'; readonly node: string; readonly result: StoredResult; readonly take: number }
  /** An open wire was dropped on a node where several ports fit. */
  | { readonly of: 'ports'; readonly wire: OpenWire; readonly node: string; readonly screen: Point }

export interface UploadState {
  /** 0 to 1. */
  readonly fraction: number
  readonly problem?: string
}

export interface SessionState {
  readonly nodes: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
  readonly overlay: Overlay
  /** The node whose title is being typed, and where: a card and the inspector show the same title. */
  readonly renaming: { readonly node: string; readonly at: 'card' | 'inspector' } | undefined
  /** A node that was just added to be typed into. */
  readonly fresh: string | undefined
  readonly inspector: boolean
  /** A setting or an input that somebody was led to, until it has the focus; without a name the node is shown alone. */
  readonly focus: { readonly node: string; readonly field: string | undefined } | undefined
  /** What is open beside the rail. */
  readonly panel: 'nodes' | 'runs' | undefined
  /** Files on their way into import nodes, by node. */
  readonly uploads: Readonly<Record<string, UploadState>>
  /** The item that is looked at, by list node. */
  readonly items: Readonly<Record<string, string>>
  /** What nodes were called that have been deleted since the project was opened; runs may still speak of them. */
  readonly former: Readonly<Record<string, string>>
}

export type SessionStore = StoreApi<SessionState>

export const NO_OVERLAY: Overlay = { of: 'none' }

export const createSession = (): SessionStore =>
  createStore<SessionState>(() => ({
    nodes: new Set(),
    edges: new Set(),
    overlay: NO_OVERLAY,
    renaming: undefined,
    fresh: undefined,
    inspector: true,
    focus: undefined,
    panel: undefined,
    uploads: {},
    items: {},
    former: {},
  }))

export const select = (session: SessionStore, nodes: Iterable<string>, edges: Iterable<string> = []): void => {
  const next = { nodes: new Set(nodes), edges: new Set(edges) }
  const now = session.getState()
  session.setState({
    nodes: sameSet(now.nodes, next.nodes) ? now.nodes : next.nodes,
    edges: sameSet(now.edges, next.edges) ? now.edges : next.edges,
    // who has gone elsewhere meanwhile is led nowhere any more, least of all when they come back
    focus: now.focus && next.nodes.has(now.focus.node) ? now.focus : undefined,
  })
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((entry) => b.has(entry))

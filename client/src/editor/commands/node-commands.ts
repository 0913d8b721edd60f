import type { Node } from '@reelgraph/shared'
import { runsOf } from '../../runs/use-runs.ts'
import { collapseOps, gateOps, gathers, lockOps, modeOps, tolerantOps } from '../document/edits/nodes.ts'
import { selectedNodes, type Editing } from '../editor-context.ts'
import type { Command } from './command.ts'

const steps = (editing: Editing): readonly Node[] =>
  selectedNodes(editing).filter((node) => editing.catalog.kinds.get(node.kind)?.decoration !== true)

const hasSteps = (editing: Editing): boolean => steps(editing).length > 0
const hasOne = ({ session }: Editing): boolean => session.getState().nodes.size === 1
const all = (nodes: readonly Node[], test: (node: Node) => boolean): boolean => nodes.length > 0 && nodes.every(test)

/** Where many come together, some may be left out. */
const gathering = (editing: Editing): readonly Node[] =>
  steps(editing).filter((node) => {
    const step = editing.catalog.stepOf(node)
    return !('missing' in step) && gathers(step)
  })

/** What a node shows now, by item key. */
const resultsOf = (editing: Editing, node: Node): Readonly<Record<string, string>> =>
  Object.fromEntries(
    runsOf(editing.project)
      .state.latest(node.id)
      .flatMap(({ item, fingerprint }) => (fingerprint === undefined ? [] : [[item ?? '', fingerprint] as const])),
  )

/** Text and imports have no result to hold on to, so locking them only refuses edits. */
const lockable = (editing: Editing): boolean | string => {
  const nodes = steps(editing)
  if (nodes.length === 0) return false
  if (nodes.every((node) => node.locked)) return true
  const without = nodes.find((node) => {
    const step = editing.catalog.stepOf(node)
    return !('missing' in step) && step.model && Object.keys(resultsOf(editing, node)).length === 0
  })
  return without ? 'There is no result to hold on to yet.' : true
}

export const nodeCommands: readonly Command[] = [
  {
    id: 'look',
    label: 'Quick look',
    group: 'Node',
    of: 'node',
    keys: ['Space'],
    when: hasOne,
    run: (editing) => {
      const [node] = selectedNodes(editing)
      if (node)
        editing.session.setState(({ items }) => ({
          overlay: { of: 'look', node: node.id, item: items[node.id] ?? null },
        }))
    },
  },
  {
    id: 'rename',
    label: 'Rename',
    group: 'Node',
    of: 'node',
    keys: ['F2'],
    when: hasOne,
    run: (editing) => {
      const [node] = selectedNodes(editing)
      if (node) editing.session.setState({ renaming: { node: node.id, at: 'card' } })
    },
  },
  {
    id: 'replace',
    label: 'Replace …',
    group: 'Node',
    of: 'node',
    keys: ['R'],
    when: (editing) => hasOne(editing) && (selectedNodes(editing)[0]?.locked ? 'It is locked.' : hasSteps(editing)),
    run: (editing) => {
      const [node] = selectedNodes(editing)
      if (node) editing.session.setState({ overlay: { of: 'replace', node: node.id, screen: editing.canvas.target } })
    },
  },
  {
    id: 'bypass',
    label: 'Bypass',
    group: 'Node',
    of: 'node',
    keys: ['B', 'Mod+B'],
    when: hasSteps,
    checked: (editing) => all(steps(editing), (node) => node.mode === 'bypass'),
    run: (editing) => void editing.document.commit('Bypass', modeOps(steps(editing), 'bypass')),
  },
  {
    id: 'off',
    label: 'Switch off',
    group: 'Node',
    of: 'node',
    keys: ['M', 'Mod+M'],
    when: hasSteps,
    checked: (editing) => all(steps(editing), (node) => node.mode === 'off'),
    run: (editing) => void editing.document.commit('Switch off', modeOps(steps(editing), 'off')),
  },
  {
    id: 'gate',
    label: 'Hold here until I have looked',
    group: 'Node',
    of: 'node',
    keys: ['G'],
    when: hasSteps,
    checked: (editing) => all(steps(editing), (node) => node.gate === true),
    run: (editing) => {
      const nodes = steps(editing)
      editing.document.commit(all(nodes, (node) => node.gate === true) ? 'Let through' : 'Hold here', gateOps(nodes))
    },
  },
  {
    id: 'tolerant',
    label: 'Go on without what failed',
    group: 'Node',
    of: 'node',
    when: (editing) => gathering(editing).length > 0,
    checked: (editing) => all(gathering(editing), (node) => node.tolerant === true),
    run: (editing) => void editing.document.commit('Go on without what failed', tolerantOps(gathering(editing))),
  },
  {
    id: 'lock',
    label: 'Lock the result',
    group: 'Node',
    of: 'node',
    keys: ['L'],
    when: lockable,
    checked: (editing) => all(steps(editing), (node) => node.locked === true),
    run: (editing) => {
      const nodes = steps(editing)
      const unlock = nodes.every((node) => node.locked)
      const ops = nodes
        .filter((node) => unlock || !node.locked)
        .flatMap((node) => lockOps(node, resultsOf(editing, node)))
      editing.document.commit(unlock ? 'Unlock' : 'Lock', ops)
    },
  },
  {
    id: 'collapse',
    label: 'Collapse',
    group: 'Node',
    of: 'node',
    keys: ['C', 'Alt+C'],
    when: hasSteps,
    checked: (editing) => all(steps(editing), (node) => node.collapsed === true),
    run: (editing) => void editing.document.commit('Collapse', collapseOps(steps(editing))),
  },
]

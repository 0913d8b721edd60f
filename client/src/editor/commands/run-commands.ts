import type { NodeId, Scope } from '@reelgraph/shared'
import { runsOf } from '../../runs/use-runs.ts'
import { selectedNodes, type Editing } from '../editor-context.ts'
import type { Command } from './command.ts'
import { holdingNow, toApprove } from './to-approve.ts'

/** Decoration never runs. */
const runnable = (editing: Editing): NodeId[] =>
  selectedNodes(editing)
    .filter((node) => editing.catalog.kinds.get(node.kind)?.decoration !== true)
    .map((node) => node.id)

const hasRunnable = (editing: Editing): boolean => runnable(editing).length > 0

export const runScope = (editing: Editing, scope: Scope): void => void runsOf(editing.project).actions.run(scope)

const isActive = (editing: Editing): boolean => {
  const run = runsOf(editing.project).state.current()
  return run !== undefined && run.endedAt === undefined
}

/** Nodes whose model makes something new each time it is asked. */
const rerollable = (editing: Editing): NodeId[] =>
  selectedNodes(editing).flatMap((node) => {
    const step = editing.catalog.stepOf(node)
    return 'missing' in step || !step.model ? [] : [node.id]
  })

const selectedIds = (editing: Editing): NodeId[] => selectedNodes(editing).map(({ id }) => id)

export const runCommands: readonly Command[] = [
  {
    id: 'run',
    label: 'Run',
    group: 'Run',
    of: 'canvas',
    keys: ['Mod+Enter'],
    run: (editing) => runScope(editing, { of: 'all' }),
  },
  {
    id: 'run-to',
    label: 'Run up to here',
    group: 'Run',
    of: 'node',
    keys: ['Mod+Shift+Enter'],
    when: hasRunnable,
    run: (editing) => runScope(editing, { of: 'to', nodes: runnable(editing) }),
  },
  {
    id: 'run-only',
    label: 'Run only this',
    group: 'Run',
    of: 'node',
    keys: ['Alt+Enter'],
    when: hasRunnable,
    run: (editing) => runScope(editing, { of: 'only', nodes: runnable(editing) }),
  },
  {
    id: 'run-from',
    label: 'Run from here',
    group: 'Run',
    of: 'node',
    when: hasRunnable,
    run: (editing) => runScope(editing, { of: 'from', nodes: runnable(editing) }),
  },
  {
    id: 'reroll',
    label: 'Re-roll',
    group: 'Run',
    of: 'node',
    when: (editing) => {
      if (rerollable(editing).length === 0) return false
      return selectedNodes(editing).some((node) => node.locked) ? 'It is locked.' : true
    },
    run: (editing) => {
      const items = rerollable(editing)
      const { actions } = runsOf(editing.project)
      void items.reduce(async (before, node) => {
        await before
        await actions.reroll(node)
      }, Promise.resolve())
    },
  },
  {
    id: 'approve',
    label: 'Approve what was made',
    group: 'Run',
    of: 'node',
    keys: ['A'],
    when: (editing) => {
      const { state } = runsOf(editing.project)
      const nodes = selectedIds(editing)
      return toApprove(state, nodes).length > 0 || holdingNow(state, nodes).length > 0
    },
    run: (editing) => {
      const { actions, state } = runsOf(editing.project)
      const nodes = selectedIds(editing)
      for (const { run, tasks } of toApprove(state, nodes)) void actions.decide(run, tasks, { decision: 'approve' })
      const looked = holdingNow(state, nodes)
      if (looked.length > 0) void actions.approve(looked)
    },
  },
  {
    id: 'stop',
    label: 'Stop the run',
    group: 'Run',
    keys: ['Mod+.'],
    when: isActive,
    run: (editing) => void runsOf(editing.project).actions.cancel(),
  },
]

import { useEffect, useState } from 'react'
import type { Decision } from '@reelgraph/shared'
import { askOf } from '../../runs/asks.ts'
import { useNodeRun, useRuns } from '../../runs/use-runs.ts'
import { useEditing, useNode } from '../editor-context.ts'
import { NO_OVERLAY, type Overlay } from '../session/session-store.ts'
import { useTitleOf } from '../use-title-of.ts'
import { AgainDialog } from './again-dialog.tsx'
import { AgreeDialog } from './agree-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'

/** Whatever needs more than a press to answer. Closes where the question has gone: somebody else has answered it. */
export function DecideDialog({ overlay }: { readonly overlay: Extract<Overlay, { of: 'decide' }> }) {
  const { session, catalog } = useEditing()
  const { actions } = useRuns()
  const titleOf = useTitleOf()
  const { what, run, item } = overlay
  const node = useNode(overlay.node)
  const nodeRun = useNodeRun(overlay.node)
  const task = nodeRun?.run === run ? nodeRun.tasks.find((entry) => entry.item === item) : undefined
  /** What stood there when the dialog was opened. */
  const [seen] = useState(task?.fingerprint)
  const gone = !task || !askOf(task)
  const close = () => session.setState({ overlay: NO_OVERLAY })
  useEffect(() => {
    if (gone) session.setState({ overlay: NO_OVERLAY })
  }, [gone, session])
  if (gone) return
  const title = titleOf(overlay.node) + (item === null ? '' : `, item ${task.position + 1}`)
  const answer = (decision: Decision) => {
    close()
    void actions.decide(run, [{ node: overlay.node, item, seen }], decision)
  }
  const common = { run, task, title, onAnswer: answer, onClose: close }
  const step = node && catalog.stepOf(node)
  switch (what) {
    case 'agree':
      return <AgreeDialog {...common} />
    case 'again':
      return <AgainDialog {...common} />
    case 'edit':
      return <EditDialog {...common} ports={!step || 'missing' in step ? {} : step.outputs} />
  }
}

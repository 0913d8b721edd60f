import { nodeTitle, type Node, type Step } from '@reelgraph/shared'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TypeChip } from '../../ui/type-chip.tsx'
import { KindChip } from '../card/kind-chip.tsx'
import { CardTitle } from '../card/card-head.tsx'
import { useItems } from '../card/use-items.ts'
import { madeBy } from '../document/edits/entries.ts'
import { useEditing, useNode } from '../editor-context.ts'
import { EndingNote, RetiredNote } from '../retired/ending-note.tsx'
import { DecideSection } from '../decide/decide-section.tsx'
import { EditedNote } from './edited-note.tsx'
import { FallbackSettings } from './fallback-settings.tsx'
import { FlowSettings } from './flow-settings.tsx'
import { ImportSection } from './import-section.tsx'
import styles from './inspector.module.css'
import { ModelPicker } from './model-picker.tsx'
import { ParamsForm } from './params-form.tsx'
import { PortFields } from './port-fields.tsx'
import { Problems } from './problems.tsx'
import { RunButtons } from './run-buttons.tsx'
import { TakesList } from './takes-list.tsx'
import { WhatHappened } from './what-happened.tsx'
import { WhyItRuns } from './why-it-runs.tsx'

/** One node: its model first, then what is typed, the few settings, why it runs, and what was made. */
export function NodeInspector({ id }: { readonly id: string }) {
  const { catalog } = useEditing()
  const node = useNode(id)
  if (!node) return
  const step = catalog.stepOf(node)
  if ('missing' in step) {
    return (
      <>
        <header className={styles.head}>
          <TypeChip makes="data" size="large" />
          <CardTitle node={node} at="inspector" />
        </header>
        <div className={styles.section}>
          {step.end ? (
            <RetiredNote node={node} error={step.missing} />
          ) : (
            <ErrorNote tone="warn" title={step.missing.message} hint={step.missing.hint} />
          )}
        </div>
        {catalog.kinds.get(node.kind)?.model && <ModelPicker node={node} />}
      </>
    )
  }
  return <Known node={node} step={step} />
}

function Known({ node, step }: { readonly node: Node; readonly step: Step }) {
  const { catalog } = useEditing()
  const decoration = step.kind.decoration === true
  return (
    <>
      <header className={styles.head}>
        <KindChip kind={node.kind} makes={madeBy(step)} size="large" />
        <CardTitle node={node} at="inspector" />
        <Aside node={node} step={step} />
      </header>
      {node.locked && (
        <p className={styles.locked} role="note">
          Locked: it keeps its result, and its settings cannot be changed.
        </p>
      )}
      {!decoration && <Problems node={node} step={step} />}
      {!decoration && <DecideSection node={node} step={step} />}
      {!decoration && !step.model && <EditedNote node={node} />}
      {step.kind.model && <ModelPicker node={node} />}
      {(step.provider?.account ?? node.fallbacks) && <FallbackSettings node={node} step={step} />}
      {step.model && <EndingNote node={node} />}
      {node.kind === 'import' ? <ImportSection node={node} /> : <PortFields node={node} step={step} />}
      {node.kind !== 'import' && (
        <ParamsForm key={step.definition === step.kind ? node.kind : node.model} node={node} step={step} />
      )}
      {!decoration && (
        <>
          {step.model && <WhyItRuns node={node} step={step} />}
          {step.model && <RunButtons title={nodeTitle(catalog, node)} />}
          {node.kind !== 'import' && <FlowSettings node={node} step={step} />}
          {step.model && <WhatHappened node={node} step={step} />}
          {step.model && <TakesList node={node} step={step} />}
        </>
      )}
    </>
  )
}

function Aside({ node, step }: { readonly node: Node; readonly step: Step }) {
  const items = useItems(node.id)
  const count =
    items.length > 1 || items.some((item) => item.item !== null)
      ? ` · ${items.length} ${items.length === 1 ? 'item' : 'items'}`
      : ''
  return (
    <span className={styles.aside}>
      {step.kind.title.toLowerCase()}
      {count}
    </span>
  )
}

import Plus from 'lucide-react/icons/plus'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { useRef, useState } from 'react'
import { nodeTitle, type Node } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { bodies } from '../card/bodies.ts'
import { CardHead } from '../card/card-head.tsx'
import { MissingBody } from '../card/missing-body.tsx'
import { commandOf } from '../commands/commands.ts'
import { madeBy } from '../document/edits/entries.ts'
import { useEditing, useProject } from '../editor-context.ts'
import { EditedNote } from '../inspector/edited-note.tsx'
import { FallbackSettings } from '../inspector/fallback-settings.tsx'
import { FlowSettings } from '../inspector/flow-settings.tsx'
import { ImportSection } from '../inspector/import-section.tsx'
import { ModelPicker } from '../inspector/model-picker.tsx'
import { ParamsForm } from '../inspector/params-form.tsx'
import { PortFields } from '../inspector/port-fields.tsx'
import { RunButtons } from '../inspector/run-buttons.tsx'
import { TakesList } from '../inspector/takes-list.tsx'
import { WhatHappened } from '../inspector/what-happened.tsx'
import { useFieldFocus } from '../remedy/use-field-focus.ts'
import { select } from '../session/session-store.ts'
import styles from './step-list.module.css'
import { stepOrder } from './step-order.ts'

/** The same project for small screens: its steps in order, each with its prompt, result and takes. */
export function StepList() {
  const editing = useEditing()
  const nodes = useProject((project) => project.nodes)
  const edges = useProject((project) => project.edges)
  const steps = stepOrder({ nodes, edges }, editing.catalog)
  const add = () => commandOf('add').run(editing)
  if (steps.length === 0) {
    return (
      <div className={styles.empty}>
        <EmptyState
          title="No steps yet"
          action={
            <Button icon={<Plus />} onClick={add}>
              Add a step
            </Button>
          }
        >
          Begin with a text or a picture of your own.
        </EmptyState>
      </div>
    )
  }
  return (
    <ol className={styles.steps}>
      {steps.map((node) => (
        <li key={node.id} data-step={node.id}>
          <Step node={node} />
        </li>
      ))}
      <li className={styles.add}>
        <Button icon={<Plus />} onClick={add}>
          Add a step
        </Button>
      </li>
    </ol>
  )
}

function Step({ node }: { readonly node: Node }) {
  const { catalog, session } = useEditing()
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLElement>(null)
  if (useFieldFocus(node.id, place) && !open) setOpen(true)
  const step = catalog.stepOf(node)
  const title = nodeTitle(catalog, node)
  if ('missing' in step) {
    return (
      <article className={styles.step} aria-label={title}>
        <CardHead node={node} makes="data" aside={node.model ?? node.kind} />
        <MissingBody node={node} error={step.missing} />
      </article>
    )
  }
  const Body = bodies[node.kind] ?? bodies.generating
  const toggle = () => {
    select(session, [node.id])
    setOpen(!open)
  }
  return (
    <article
      ref={place}
      className={styles.step}
      data-mode={node.mode}
      aria-label={title}
      onPointerDown={() => select(session, [node.id])}
    >
      <CardHead node={node} makes={madeBy(step)} aside={step.model?.title ?? ''} />
      {Body && <Body node={node} step={step} title={title} />}
      <button type="button" className={styles.more} aria-expanded={open} onClick={toggle}>
        {open ? 'Less' : step.model ? 'Prompt, settings and takes' : 'Settings'}
        <ChevronDown />
      </button>
      {open && (
        <div className={styles.details}>
          {!step.model && <EditedNote node={node} />}
          {step.kind.model && <ModelPicker node={node} />}
          {(step.provider?.account ?? node.fallbacks) && <FallbackSettings node={node} step={step} />}
          {node.kind === 'import' ? <ImportSection node={node} /> : <PortFields node={node} step={step} />}
          {node.kind !== 'import' && <ParamsForm node={node} step={step} />}
          {step.model && <RunButtons title={title} />}
          {node.kind !== 'import' && <FlowSettings node={node} step={step} />}
          {step.model && <WhatHappened node={node} step={step} />}
          {step.model && <TakesList node={node} step={step} />}
        </div>
      )}
    </article>
  )
}

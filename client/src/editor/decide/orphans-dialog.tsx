import { useEffect } from 'react'
import { isAssetValue, type RunId, type TaskState } from '@reelgraph/shared'
import { useRunTasks } from '../../runs/use-runs.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { valuesOf } from '../card/media-of.ts'
import { MediaView } from '../card/media-view.tsx'
import { useEditing, useProject } from '../editor-context.ts'
import { NO_OVERLAY } from '../session/session-store.ts'
import { useTitleOf } from '../use-title-of.ts'
import { AnswerAll } from './answer-all.tsx'
import { AskButtons } from './ask-buttons.tsx'
import { headOf } from './asked-items.ts'
import styles from './decide.module.css'
import { orphansOf } from './orphans.ts'

/** Steps that were deleted while a run waits for a person there: what they made, and the answers. */
export function OrphansDialog({ run }: { readonly run: RunId }) {
  const { session } = useEditing()
  const nodes = useProject((project) => project.nodes)
  const titleOf = useTitleOf()
  const orphans = orphansOf(useRunTasks(run), nodes)
  const none = orphans.length === 0
  const close = () => session.setState({ overlay: NO_OVERLAY })
  useEffect(() => {
    if (none) session.setState({ overlay: NO_OVERLAY })
  }, [none, session])
  if (none) return
  const several = orphans.length > 1
  return (
    <Dialog
      open
      onClose={close}
      title={several ? `${orphans.length} deleted steps wait for you` : 'A deleted step waits for you'}
      description={`${several ? 'They are' : 'It is'} no longer on the canvas, but the run began with ${
        several ? 'them' : 'it'
      } and goes on with what you decide. Undo brings ${several ? 'them' : 'it'} back.`}
    >
      {orphans.map(({ node, asked }) => {
        const title = titleOf(node)
        const list = asked.some(({ item }) => item !== null)
        return (
          <section key={node} className={styles.orphan} aria-label={title}>
            <h3 className={styles.head}>{title}</h3>
            <ul className={styles.made}>
              {asked.map((entry) => (
                <li key={entry.item}>
                  <p className={styles.said}>
                    {list && `Item ${entry.position + 1}: `}
                    {headOf(entry.ask)}
                  </p>
                  <Made task={entry.task} title={list ? `${title}, item ${entry.position + 1}` : title} />
                  <div className={styles.buttons}>
                    <AskButtons node={node} run={run} asked={entry} list={list} />
                  </div>
                </li>
              ))}
            </ul>
            <AnswerAll run={run} asked={asked} />
          </section>
        )
      })}
    </Dialog>
  )
}

const Made = ({ task, title }: { readonly task: TaskState; readonly title: string }) =>
  Object.keys(task.outputs ?? {}).map((port) => (
    <div key={port} className={styles.output}>
      {valuesOf(task.outputs, port).map((value, place) =>
        isAssetValue(value) ? (
          <MediaView key={value.asset} asset={value} title={title} onLook={() => {}} />
        ) : (
          // What a step gave does not change while it waits.
          <p key={place}>{typeof value === 'string' ? value : JSON.stringify(value)}</p>
        ),
      )}
    </div>
  ))

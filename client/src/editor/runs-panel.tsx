import { useMemo } from 'react'
import { RunHistory } from '../runs/history.tsx'
import styles from './runs-panel.module.css'
import { useShowNode, useNameOf } from './use-names.ts'

/** Every run of the project, beside the canvas. */
export function RunsPanel() {
  const nameOf = useNameOf()
  const show = useShowNode()
  return useMemo(
    () => (
      <aside className={styles.panel} aria-label="Runs">
        <h2 className={styles.title}>Runs</h2>
        <div className={styles.list}>
          <RunHistory nameOf={nameOf} onShowNode={show} />
        </div>
      </aside>
    ),
    [nameOf, show],
  )
}

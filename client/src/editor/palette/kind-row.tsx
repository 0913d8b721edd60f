import ChevronRight from 'lucide-react/icons/chevron-right'
import { useId, useState } from 'react'
import { classes } from '../../lib/classes.ts'
import type { Entry } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { EntryButton } from './entry-button.tsx'
import styles from './palette.module.css'
import { startTitle } from './start-title.ts'

interface KindRowProps {
  readonly entry: Entry
  readonly models: readonly Entry[]
  readonly keyless: ReadonlySet<string>
}

/** A kind, and behind it its models by provider. → and ← open and close it. */
export function KindRow({ entry, models, keyless }: KindRowProps) {
  const editing = useEditing()
  const [open, setOpen] = useState(false)
  const id = useId()
  if (models.length === 0) return <EntryButton entry={entry} keyless={keyless} />
  return (
    <>
      <div className={styles.kind}>
        <EntryButton entry={entry} keyless={keyless} starts={startTitle(editing, entry)} onFold={setOpen} />
        <button
          type="button"
          className={classes(styles.more, open && styles.opened)}
          aria-expanded={open}
          aria-controls={id}
          aria-label={`Models of ${entry.title}`}
          title={open ? 'Hide its models' : 'Show its models'}
          onClick={() => setOpen(!open)}
        >
          {models.length}
          <ChevronRight />
        </button>
      </div>
      <div id={id} role="group" aria-label={`Models of ${entry.title}`} hidden={!open} className={styles.models}>
        {open &&
          [...Map.groupBy(models, ({ provider }) => provider?.id ?? '')].map(([provider, entries]) => (
            <div key={provider}>
              <h3 className={styles.provider}>
                {entries[0]?.provider?.title}
                {keyless.has(provider) && <span className={styles.keyless}> needs a key</span>}
              </h3>
              {entries.map((model) => (
                <EntryButton key={model.id} entry={model} keyless={keyless} grouped />
              ))}
            </div>
          ))}
      </div>
    </>
  )
}

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import Search from 'lucide-react/icons/search'
import { classes } from '../../lib/classes.ts'
import styles from './search-list.module.css'

export interface Found {
  readonly id: string
  readonly heading?: string
  readonly content: ReactNode
  /** Why it cannot be chosen now. */
  readonly disabled?: boolean
}

interface SearchListProps {
  readonly label: string
  readonly placeholder: string
  search(query: string): readonly Found[]
  readonly nothing: string
  onChoose(id: string): void
  onClose(): void
}

/** A field and what it finds; arrows choose, Enter takes, Escape leaves. */
export function SearchList({ label, placeholder, search, nothing, onChoose, onClose }: SearchListProps) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const found = search(query)
  const current = Math.min(active, found.length - 1)
  useEffect(() => {
    field.current?.focus()
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const choose = (entry: Found | undefined) => entry && !entry.disabled && onChoose(entry.id)
  return (
    <div className={styles.search}>
      <div className={styles.field}>
        <Search />
        <input
          ref={field}
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found[current] ? `${id}-${found[current].id}` : undefined}
          placeholder={placeholder}
          value={query}
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={(event) => {
            event.stopPropagation()
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (step !== undefined) {
              event.preventDefault()
              setActive((current + step + found.length) % Math.max(1, found.length))
            }
            if (event.key === 'Enter') choose(found[current])
            if (event.key === 'Escape' || event.key === 'Tab') {
              event.preventDefault()
              onClose()
            }
          }}
        />
      </div>
      <div ref={list} id={id} role="listbox" aria-label={label} className={styles.list}>
        {found.length === 0 && <p className={styles.nothing}>{nothing}</p>}
        {found.map((entry, index) => (
          <div key={entry.id}>
            {entry.heading !== undefined && entry.heading !== found[index - 1]?.heading && (
              <p className={styles.heading}>{entry.heading}</p>
            )}
            <button
              type="button"
              id={`${id}-${entry.id}`}
              tabIndex={-1}
              role="option"
              aria-selected={index === current}
              aria-disabled={entry.disabled}
              className={classes(styles.option, index === current && styles.active, entry.disabled && styles.disabled)}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(entry)}
            >
              {entry.content}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}

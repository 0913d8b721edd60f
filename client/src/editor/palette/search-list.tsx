import ChevronRight from 'lucide-react/icons/chevron-right'
import Search from 'lucide-react/icons/search'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { classes } from '../../lib/classes.ts'
import { announce } from '../../ui/announce.ts'
import styles from './search-list.module.css'

export interface Found {
  readonly id: string
  readonly heading?: string
  readonly content: ReactNode
  /** Why it cannot be chosen now. */
  readonly disabled?: boolean
  /** How many lie behind it, and whether they are shown: → and ← open and close it. */
  readonly more?: { readonly count: number; readonly open: boolean }
  /** It lies behind another. */
  readonly inner?: boolean
}

interface SearchListProps {
  readonly label: string
  readonly placeholder: string
  search(query: string): readonly Found[]
  readonly nothing: string
  /** What stands ready before anybody has moved; the first where it says nothing. */
  readonly start?: string | undefined
  /** Between the field and what it finds; Tab goes there, and leaves the list where there are none. */
  readonly tools?: ReactNode
  onChoose(id: string): void
  /** Shows or hides what lies behind an entry. */
  onMore?(id: string, open: boolean): void
  onClose(): void
}

/** A field and what it finds; arrows choose, Enter takes, Escape leaves. */
export function SearchList({
  label,
  placeholder,
  search,
  nothing,
  start,
  tools,
  onChoose,
  onMore,
  onClose,
}: SearchListProps) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState<number>()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const found = search(query)
  const initial = query === '' ? found.findIndex((entry) => entry.id === start) : 0
  const current = Math.min(active ?? Math.max(0, initial), found.length - 1)
  const count = found.length
  const [first] = found
  useEffect(() => {
    field.current?.focus()
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  useEffect(() => {
    if (query === '') return
    const words = count === 0 ? nothing : count === 1 ? '1 found' : `${count} found`
    announce([first?.heading, words].filter(Boolean).join('. '))
  }, [query, count, nothing, first?.heading])
  const choose = (entry: Found | undefined) => entry && !entry.disabled && onChoose(entry.id)
  const unfold = (entry: Found, open: boolean) => {
    onMore?.(entry.id, open)
    announce(open ? `${entry.more?.count ?? 0} models` : 'Closed')
  }
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
            setActive(undefined)
          }}
          onKeyDown={(event) => {
            event.stopPropagation()
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (step !== undefined) {
              event.preventDefault()
              setActive((current + step + count) % Math.max(1, count))
            }
            const entry = found[current]
            const open = { ArrowRight: true, ArrowLeft: false }[event.key]
            if (query === '' && open !== undefined && entry?.more && entry.more.open !== open) unfold(entry, open)
            if (event.key === 'Enter') choose(entry)
            if (event.key === 'Escape' || (event.key === 'Tab' && tools === undefined)) {
              event.preventDefault()
              onClose()
            }
          }}
        />
      </div>
      {tools}
      <div ref={list} id={id} role="listbox" aria-label={label} className={styles.list}>
        {count === 0 && <p className={styles.nothing}>{nothing}</p>}
        {groupsOf(found).map(({ heading, from, entries }) => (
          <div key={`${from} ${heading}`} role={heading === undefined ? 'presentation' : 'group'} aria-label={heading}>
            {heading !== undefined && (
              <p className={styles.heading} aria-hidden="true">
                {heading}
              </p>
            )}
            {entries.map((entry, place) => (
              <div
                key={entry.id}
                role="presentation"
                className={classes(styles.line, entry.inner && styles.inner)}
                onPointerMove={() => setActive(from + place)}
              >
                <button
                  type="button"
                  id={`${id}-${entry.id}`}
                  tabIndex={-1}
                  role="option"
                  aria-selected={from + place === current}
                  aria-disabled={entry.disabled}
                  className={classes(
                    styles.option,
                    from + place === current && styles.active,
                    entry.disabled && styles.disabled,
                  )}
                  onClick={() => choose(entry)}
                >
                  {entry.content}
                </button>
                {entry.more && (
                  // For the pointer only: with the keyboard it is → on the entry.
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-hidden="true"
                    title={entry.more.open ? 'Hide its models (←)' : 'Show its models (→)'}
                    className={classes(styles.more, entry.more.open && styles.opened)}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => unfold(entry, !entry.more?.open)}
                  >
                    {entry.more.count}
                    <ChevronRight />
                  </button>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

interface Group {
  readonly heading: string | undefined
  /** Position of its first entry. */
  readonly from: number
  readonly entries: Found[]
}

const groupsOf = (found: readonly Found[]): readonly Group[] => {
  const groups: Group[] = []
  for (const [index, entry] of found.entries()) {
    const last = groups.at(-1)
    if (last && last.heading === entry.heading) last.entries.push(entry)
    else groups.push({ heading: entry.heading, from: index, entries: [entry] })
  }
  return groups
}

import Play from 'lucide-react/icons/play'
import Redo2 from 'lucide-react/icons/redo-2'
import Undo2 from 'lucide-react/icons/undo-2'
import { useState } from 'react'
import type { Op } from '@reelgraph/shared'
import { formatAtMost } from '../lib/format.ts'
import { QueueButton } from '../queue/queue-button.tsx'
import { hasWork } from '../runs/actions.ts'
import { useAsksText, useCurrentRun, useRuns, useRunsState } from '../runs/use-runs.ts'
import { Link } from '../shell/link.tsx'
import { pathTo } from '../shell/route.ts'
import { ThemeToggle } from '../shell/theme-toggle.tsx'
import { useTitle } from '../shell/use-title.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Logo } from '../ui/logo.tsx'
import { SplitButton } from '../ui/split-button.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { commandOf } from './commands/commands.ts'
import { menuItem } from './commands/menus.tsx'
import { runScope } from './commands/run-commands.ts'
import type { SaveState } from './document/save-state.ts'
import { useDocument, useEditing, useProject } from './editor-context.ts'
import { useIsSmall } from './use-is-small.ts'
import styles from './top-bar.module.css'

export function TopBar() {
  const { document } = useEditing()
  const name = useProject((project) => project.name)
  const undoLabel = useDocument((state) => state.undoLabel)
  const redoLabel = useDocument((state) => state.redoLabel)
  const small = useIsSmall()
  const asks = useAsksText()
  useTitle(asks === undefined ? name : `${asks} · ${name}`)
  return (
    <header className={styles.bar}>
      <Link to={pathTo.projects} className={styles.home} aria-label="All projects">
        <Logo />
        {!small && <span className={styles.brand}>Reelgraph</span>}
      </Link>
      {!small && (
        <>
          <Link to={pathTo.projects} className={styles.crumb}>
            Films
          </Link>
          <span className={styles.slash}>/</span>
        </>
      )}
      <ProjectName key={name} name={name} />
      <Saved />
      {!small && (
        <span className={styles.history}>
          <IconButton
            size="small"
            label={undoLabel === undefined ? 'Undo' : `Undo ${undoLabel.toLowerCase()}`}
            shortcut="Mod+Z"
            icon={<Undo2 />}
            disabled={undoLabel === undefined}
            onClick={() => document.undo()}
          />
          <IconButton
            size="small"
            label={redoLabel === undefined ? 'Redo' : `Redo ${redoLabel.toLowerCase()}`}
            shortcut="Mod+Shift+Z"
            icon={<Redo2 />}
            disabled={redoLabel === undefined}
            onClick={() => document.redo()}
          />
        </span>
      )}
      <span className={styles.space} />
      <QueueButton />
      {!small && <ThemeToggle />}
      <RunButton />
    </header>
  )
}

function ProjectName({ name }: { readonly name: string }) {
  const { document } = useEditing()
  const [draft, setDraft] = useState(name)
  const done = () => {
    const next = draft.trim()
    if (next === '' || next === name) return setDraft(name)
    const ops: readonly Op[] = [{ op: 'set', path: ['name'], value: next }]
    document.commit('Rename the project', ops)
  }
  return (
    <input
      className={`${styles.name} nokey`}
      aria-label="Project name"
      value={draft}
      maxLength={200}
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(name)
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

const words: Readonly<Record<SaveState['state'], string>> = {
  saved: 'saved',
  saving: 'saving …',
  offline: 'offline, kept here',
  refused: 'not saved',
}

function Saved() {
  const save = useDocument((state) => state.save)
  const text = (
    <span className={styles.saved} data-state={save.state} role="status">
      {words[save.state]}
    </span>
  )
  if (save.state === 'offline')
    return (
      <Tooltip
        label={`${save.error.message} Your changes are kept in this browser and sent again by themselves.`}
        side="bottom"
      >
        {text}
      </Tooltip>
    )
  return save.state === 'refused' ? (
    <Tooltip label={save.error.message} side="bottom">
      {text}
    </Tooltip>
  ) : (
    text
  )
}

function RunButton() {
  const editing = useEditing()
  const { actions } = useRuns()
  const run = useCurrentRun()
  const starting = useRunsState((state) => state.starting)
  const price = useRunsState(({ plan: { plan } }) => {
    if (!plan || !hasWork(plan)) return undefined
    if (plan.total === 'unknown') return 'price unknown'
    return formatAtMost(plan.total.high)
  })
  const empty = useProject((project) => Object.keys(project.nodes).length === 0)
  // A run that only waits stands in nobody's way; any other is stopped where it is shown, in its bar.
  const running = run !== undefined && run.endedAt === undefined && run.status !== 'waiting'
  return (
    <SplitButton
      icon={<Play fill="currentColor" />}
      detail={running ? undefined : price}
      loading={starting || running}
      disabled={empty}
      itemsLabel="More ways to run"
      items={() => [
        { id: 'run-all', label: 'Run all', shortcut: 'Mod+Enter', onSelect: () => runScope(editing, { of: 'all' }) },
        ...['run-to', 'run-only', 'run-from', 'reroll'].map((id) => menuItem(commandOf(id), editing)),
        { separator: true },
        { id: 'preview', label: 'Show the plan …', onSelect: () => void actions.preview({ of: 'all' }) },
      ]}
      onClick={() => runScope(editing, { of: 'all' })}
    >
      {running ? 'Running' : 'Run'}
    </SplitButton>
  )
}

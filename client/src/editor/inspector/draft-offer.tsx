import type { ErrorBody } from '@reelgraph/shared'
import { useMemo } from 'react'
import { keyWanted } from '../../keys/key-button.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { draftOps } from '../document/edits/draft.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

interface DraftOfferProps {
  readonly problems: readonly ErrorBody[]
  /** Where it is offered above everything else. */
  onLeave?(): void
}

/** For who has no keys yet: the same film at once, drawn and spoken by this machine. */
export function DraftOffer({ problems, onLeave }: DraftOfferProps) {
  const { catalog, document } = useEditing()
  const wanted = useMemo(
    () => problems.flatMap((problem) => (keyWanted(problem) && problem.node ? [problem.node] : [])),
    [problems],
  )
  // what could be done changes with what is in the way, and is too much to work out at every step of a drag
  const possible = useMemo(() => draftOps(document.project, catalog, wanted).length > 0, [document, catalog, wanted])
  if (!possible) return
  const draft = () => {
    document.commit('Make a free draft', draftOps(document.project, catalog, wanted))
    toast({ text: 'These steps now use models of this machine. Undo brings the others back.' })
    onLeave?.()
  }
  return (
    <div className={styles.draft}>
      <p className={styles.quiet}>No keys yet? See the whole film first, drawn and spoken by this machine.</p>
      <Button size="small" onClick={draft}>
        Make a free draft
      </Button>
    </div>
  )
}

import { useState } from 'react'
import { nodeTitle, promptText, type Node, type Step } from '@reelgraph/shared'
import { ownWords } from '../../lib/own-words.ts'
import { useRuns } from '../../runs/use-runs.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { toast } from '../../ui/toast.ts'
import { useItems } from '../card/use-items.ts'
import { runScope } from '../commands/run-commands.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useNode, useProject } from '../editor-context.ts'
import { sentPrompt } from '../inspector/sent-prompt.ts'
import { NO_OVERLAY, type Overlay } from '../session/session-store.ts'
import styles from './reword.module.css'
import { SuggestWording } from './suggest-wording.tsx'
import { wordsPlace } from './words-place.ts'

interface RewordDialogProps {
  readonly overlay: Extract<Overlay, { of: 'reword' }>
}

/** Words that a provider refused, to be written anew where they were typed. */
export function RewordDialog({ overlay }: RewordDialogProps) {
  const { catalog } = useEditing()
  const node = useNode(overlay.node)
  const step = node && catalog.stepOf(node)
  return node && step && !('missing' in step) && <Reword overlay={overlay} node={node} step={step} />
}

function Reword({ overlay, node, step }: RewordDialogProps & { readonly node: Node; readonly step: Step }) {
  const editing = useEditing()
  const { catalog, document, session } = editing
  const graph = useProject((project) => project)
  const place = wordsPlace({ graph, catalog }, node, overlay.port)
  const sent = useSentWords(overlay, node, step)
  const typed = place.of === 'elsewhere' ? '' : place.words
  // an empty motion is what its picture was made from: that is what was refused, and is said anew here
  const before = typed.trim() === '' ? (sent ?? '') : typed
  const [words, setWords] = useState(before)
  const [mine, setMine] = useState<string>()
  const close = () => session.setState({ overlay: NO_OVERLAY })
  const title = nodeTitle(catalog, node)
  const where = nodeTitle(catalog, place.node)
  const locked = place.node.locked === true
  const ready = place.of !== 'elsewhere' && !locked && words.trim() !== '' && words !== typed
  const use = (): boolean =>
    place.of !== 'elsewhere' && document.commit('Rewrite the words', paramOps(place.node, place.param, words))
  const useAndRun = () => {
    if (!use()) return
    close()
    runScope(editing, { of: 'to', nodes: [node.id] })
  }
  const useOnly = () => {
    if (use()) toast({ text: `“${where}” has its new words. Undo brings the others back.` })
    close()
  }
  return (
    <Dialog
      open
      onClose={close}
      title={`Rewrite the words of “${title}”`}
      description={ownWords(overlay.because, title)}
      actions={
        <>
          <Button onClick={close}>Not now</Button>
          <Button disabled={!ready} onClick={useOnly}>
            Use
          </Button>
          <Button variant="primary" disabled={!ready} onClick={useAndRun}>
            Use and run
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {sent !== undefined && sent !== words && sent.trim() !== '' && (
          <section className={styles.sent} aria-label="What was sent">
            <h3 className={styles.label}>What was sent</h3>
            <p>{sent}</p>
          </section>
        )}
        {place.of === 'elsewhere' ? (
          <ErrorNote
            tone="warn"
            title={`The words come from “${where}”, where nobody has typed them.`}
            hint="Change what it is given, or connect a text instead."
          />
        ) : (
          <>
            <label className={styles.field}>
              <span className={styles.label}>{HEADS[place.of](where, place.node.id === node.id)}</span>
              <textarea
                className={styles.text}
                value={words}
                rows={4}
                autoFocus
                disabled={locked}
                onChange={(event) => setWords(event.target.value)}
              />
            </label>
            {locked && <p className={styles.quiet}>“{where}” is locked. Unlock it to change its words.</p>}
            {mine !== undefined && mine !== words && (
              <div>
                <Button size="small" variant="ghost" onClick={() => setWords(mine)}>
                  Back to my words
                </Button>
              </div>
            )}
            {!locked && (
              <SuggestWording
                refused={{ words, because: overlay.because }}
                onWritten={(written) => {
                  setMine(words)
                  setWords(written)
                }}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

const HEADS = {
  typed: (where: string, isOwn: boolean) =>
    isOwn ? 'Your words' : `The text of “${where}”: it changes for everything that uses it`,
  asks: (where: string) => `A model writes the words from what stands in “${where}”; it writes them anew`,
} as const

/** As they were put together for the item that was refused, as far as that is known. */
const useSentWords = ({ item }: RewordDialogProps['overlay'], node: Node, step: Step): string | undefined => {
  const editing = useEditing()
  const { state } = useRuns()
  const graph = useProject((project) => project)
  const position = useItems(node.id).find((entry) => entry.item === item)?.position ?? 0
  const around = { editing, graph, latest: (id: string) => state.latest(id) }
  const parts = sentPrompt(around, node, { step, place: { item, position } })
  return parts && promptText(parts)
}

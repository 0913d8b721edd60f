import { useMemo, useState } from 'react'
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
import type { WordingDraft } from './wording-draft.ts'
import { WordsField } from './words-field.tsx'
import { wordsPlaces, type TypedWords } from './words-place.ts'

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
  const places = useMemo(
    () => wordsPlaces({ graph, catalog }, node, overlay.port),
    [graph, catalog, node, overlay.port],
  )
  const sent = useSentWords(overlay, node, step)
  const [chosen, setChosen] = useState<string>()
  const [drafts, setDrafts] = useState<Readonly<Record<string, WordingDraft>>>({})
  const place = places.find((one) => one.node.id === chosen) ?? places[0]
  // an empty motion is what its picture was made from: that is what was refused, and is said anew here
  const startOf = (one: TypedWords): WordingDraft => ({
    words: one.node.id === node.id && one.words.trim() === '' ? (sent ?? '') : one.words,
  })
  const draftOf = (one: TypedWords): WordingDraft => drafts[one.node.id] ?? startOf(one)
  const change = (one: TypedWords, next: (draft: WordingDraft) => WordingDraft) =>
    setDrafts((before) => ({ ...before, [one.node.id]: next(before[one.node.id] ?? startOf(one)) }))
  const close = () => session.setState({ overlay: NO_OVERLAY })
  const title = nodeTitle(catalog, node)
  const changed = places.flatMap((one) => {
    if (one.of === 'elsewhere' || one.node.locked) return []
    const { words } = draftOf(one)
    return words === one.words ? [] : [{ node: one.node, param: one.param, words }]
  })
  const ready = changed.length > 0 && changed.every(({ words }) => words.trim() !== '')
  const use = (): boolean =>
    document.commit(
      'Rewrite the words',
      changed.flatMap(({ node: where, param, words }) => paramOps(where, param, words)),
    )
  const useAndRun = () => {
    if (!use()) return
    close()
    runScope(editing, { of: 'to', nodes: [node.id] })
  }
  const useOnly = () => {
    const [only, ...others] = changed
    const where = only && others.length === 0 ? `“${nodeTitle(catalog, only.node)}” has its` : 'They have their'
    if (use()) toast({ text: `${where} new words. Undo brings the others back.` })
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
        {sent !== undefined && (!place || place.of === 'elsewhere' || sent !== draftOf(place).words) && (
          <section className={styles.sent} aria-label="What was sent">
            <h3 className={styles.label}>What was sent</h3>
            <p>{sent}</p>
          </section>
        )}
        {place?.of === 'elsewhere' && (
          <ErrorNote
            tone="warn"
            title={`The words come from “${nodeTitle(catalog, place.node)}”, where nobody has typed them.`}
            hint="Change what it is given, or connect a text instead."
          />
        )}
        {place && place.of !== 'elsewhere' && (
          <WordsField
            place={place}
            places={places}
            isOwn={place.node.id === node.id}
            draft={draftOf(place)}
            because={overlay.because}
            suggestion={overlay.suggestion}
            onPlace={setChosen}
            onChange={(next) => change(place, next)}
          />
        )}
      </div>
    </Dialog>
  )
}

/** As they were put together for the item that was refused, as far as that is known. */
const useSentWords = ({ item }: RewordDialogProps['overlay'], node: Node, step: Step): string | undefined => {
  const editing = useEditing()
  const { state } = useRuns()
  const graph = useProject((project) => project)
  const position = useItems(node.id).find((entry) => entry.item === item)?.position ?? 0
  const around = { editing, graph, latest: (id: string) => state.latest(id) }
  const parts = sentPrompt(around, node, { step, place: { item, position } })
  const text = parts && promptText(parts)
  return text?.trim() === '' ? undefined : text
}

import { nodeTitle } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { GrowingText } from '../../ui/growing-text.tsx'
import { Select } from '../../widgets/select/select.tsx'
import { useEditing } from '../editor-context.ts'
import styles from './reword.module.css'
import { SuggestWording } from './suggest-wording.tsx'
import { useWriting } from './use-wordings.ts'
import { typedInto, withWritten, type WordingDraft } from './wording-draft.ts'
import type { TypedWords, WordsPlace } from './words-place.ts'

interface WordsFieldProps {
  readonly place: TypedWords
  /** This one and the others that the words are put together from. */
  readonly places: readonly WordsPlace[]
  /** It is the node itself that the words are typed into. */
  readonly isOwn: boolean
  readonly draft: WordingDraft
  /** Why the words were refused. */
  readonly because: string
  /** Other words, by whoever refused them. */
  readonly suggestion: string | undefined
  onPlace(node: string): void
  onChange(next: (draft: WordingDraft) => WordingDraft): void
}

/** The words of one place, to be written anew by the person or by a model. */
export function WordsField({ place, places, isOwn, draft, because, suggestion, onPlace, onChange }: WordsFieldProps) {
  const { catalog } = useEditing()
  const { writing, write } = useWriting((written) => onChange((before) => withWritten(before, written)))
  const { words, mine } = draft
  const where = nodeTitle(catalog, place.node)
  const locked = place.node.locked === true
  return (
    <>
      {places.length > 1 && (
        <div className={styles.field}>
          <span className={styles.label}>It is put together from several texts. Which one?</span>
          <Select
            label="Which words"
            choices={places.map((one) => ({ value: one.node.id, label: nodeTitle(catalog, one.node) }))}
            value={place.node.id}
            // what is being written is for this one
            disabled={writing.is === 'going'}
            onChange={(node) => typeof node === 'string' && onPlace(node)}
          />
        </div>
      )}
      <label className={styles.field}>
        <span className={styles.label}>{HEADS[place.of](where, isOwn)}</span>
        <GrowingText
          className={styles.text}
          value={words}
          rows={4}
          autoFocus
          disabled={locked}
          onChange={(event) => onChange((before) => typedInto(before, event.target.value))}
        />
      </label>
      {locked && <p className={styles.quiet}>“{where}” is locked. Unlock it to change its words.</p>}
      {mine !== undefined && mine !== words && (
        <div>
          <Button size="small" variant="ghost" onClick={() => onChange((before) => typedInto(before, mine))}>
            Back to my words
          </Button>
        </div>
      )}
      {!locked && suggestion !== undefined && suggestion !== words && (
        <section className={styles.sent} aria-label="What the provider suggests">
          <h3 className={styles.label}>What the provider suggests</h3>
          <p>{suggestion}</p>
          <div>
            <Button
              size="small"
              detail="free"
              disabled={writing.is === 'going'}
              onClick={() => onChange((before) => withWritten(before, suggestion))}
            >
              Use these words
            </Button>
          </div>
        </section>
      )}
      {!locked && <SuggestWording refused={{ words, because }} writing={writing} write={write} />}
    </>
  )
}

const HEADS = {
  typed: (where: string, isOwn: boolean) =>
    isOwn ? 'Your words' : `The text of “${where}”: it changes for everything that uses it`,
  asks: (where: string) => `A model writes the words from what stands in “${where}”; it writes them anew`,
} as const

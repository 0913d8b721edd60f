import type { Checks, Node } from '@reelgraph/shared'
import { SegmentedControl } from '../../ui/segmented.tsx'
import { checksOps } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

type Choice = 'ignore' | Checks['ifOff']

const CHOICES: readonly { readonly value: Choice; readonly label: string }[] = [
  { value: 'ignore', label: 'Don’t look' },
  { value: 'keep', label: 'Keep' },
  { value: 'ask', label: 'Ask me' },
  { value: 'again', label: 'Try again' },
]
const TRIES = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))

const MEANS: Readonly<Record<Choice, string>> = {
  ignore: 'Whatever comes goes on.',
  keep: 'What is too short, misshapen, black, frozen or silent is said on the card, and goes on.',
  ask: 'What comes after it waits until you keep it or make it again.',
  again: 'It is made again with the next take. Each try costs its price, and the plan counts them all.',
}

/** What is to happen where something is off with what a node made. */
export function CheckSettings({ node }: { readonly node: Node }) {
  const { document } = useEditing()
  const { checks } = node
  const choice: Choice = checks?.ifOff ?? 'ignore'
  const choose = (next: Choice, tries: number) =>
    document.commit('When something is off', checksOps(node, rule(next, tries)))
  return (
    <div className={styles.checks}>
      <span>When something is off</span>
      <SegmentedControl
        fill
        label="When something is off"
        describedBy={`${node.id}-checks-hint`}
        segments={CHOICES}
        value={choice}
        onChange={(next) => choose(next, 1)}
      />
      {checks?.ifOff === 'again' && (
        <div className={styles.tries}>
          <span>Tries</span>
          <SegmentedControl
            label="Tries at most"
            segments={TRIES}
            value={String(checks.tries)}
            onChange={(tries) => choose('again', Number(tries))}
          />
        </div>
      )}
      <span id={`${node.id}-checks-hint`} className={styles.quiet}>
        {MEANS[choice]}
      </span>
    </div>
  )
}

const rule = (choice: Choice, tries: number): Checks | undefined => {
  if (choice === 'ignore') return undefined
  return choice === 'again' ? { ifOff: choice, tries } : { ifOff: choice }
}

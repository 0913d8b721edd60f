import Copy from 'lucide-react/icons/copy'
import type { Node, Step } from '@reelgraph/shared'
import { shortened, type AttemptFacts } from '../../runs/attempt-facts.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { toast } from '../../ui/toast.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'
import { seedField } from './seed-field.ts'

interface AttemptRowProps {
  readonly node: Node
  readonly step: Step
  readonly facts: AttemptFacts
  /** There is no other try: its number says nothing. */
  readonly alone: boolean
}

/** One try: by whom, how it ended, what it cost, and the names by which a provider's support finds it. */
export function AttemptRow({ node, step, facts, alone }: AttemptRowProps) {
  const head = [alone ? undefined : `Try ${facts.number}`, facts.outcome, facts.took, facts.money].filter(
    (part) => part !== undefined,
  )
  return (
    <li className={styles.attempt}>
      <span className={styles.attemptHead}>{head.join(' · ')}</span>
      {facts.by !== undefined && <span className={styles.quiet}>{facts.by}</span>}
      {facts.error !== undefined && <span className={styles.bad}>{facts.error}</span>}
      {facts.prompt !== undefined && (
        <span className={styles.quiet}>The service rewrote the prompt to: “{facts.prompt}”</span>
      )}
      {facts.units !== undefined && <span className={styles.quiet}>{facts.units}</span>}
      {facts.job !== undefined && <Named title="Job" name={facts.job} />}
      {facts.requestId !== undefined && <Named title="Request" name={facts.requestId} />}
      {facts.seed !== undefined && <Seed node={node} step={step} seed={facts.seed} />}
    </li>
  )
}

const copy = (title: string, name: string): void =>
  void navigator.clipboard.writeText(name).then(
    () => toast({ text: `${title} copied.`, tone: 'ok', seconds: 3 }),
    () => toast({ text: `The browser does not let it be copied: ${name}`, tone: 'bad' }),
  )

const Named = ({ title, name }: { readonly title: string; readonly name: string }) => (
  <span className={styles.named}>
    <span className={styles.quiet}>{title}</span>
    <code title={name}>{shortened(name)}</code>
    <IconButton
      size="tiny"
      label={`Copy the ${title.toLowerCase()}`}
      icon={<Copy />}
      onClick={() => copy(title, name)}
    />
  </span>
)

function Seed({ node, step, seed }: { readonly node: Node; readonly step: Step; readonly seed: number }) {
  const { document } = useEditing()
  const field = seedField(step.definition)
  const used = field !== undefined && node.params[field] === seed
  return (
    <span className={styles.named}>
      <span className={styles.quiet}>Seed</span>
      <code>{seed}</code>
      {field !== undefined && (
        <Button
          size="small"
          variant="ghost"
          disabled={used || node.locked === true}
          onClick={() => document.commit('Use this seed', paramOps(node, field, seed))}
        >
          {used ? 'In use' : 'Use this seed'}
        </Button>
      )}
    </span>
  )
}

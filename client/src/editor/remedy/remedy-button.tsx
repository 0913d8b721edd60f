import ExternalLink from 'lucide-react/icons/external-link'
import type { ErrorBody, Node, Step } from '@reelgraph/shared'
import { KeyButton } from '../../keys/key-button.tsx'
import { Button } from '../../ui/button.tsx'
import { runScope } from '../commands/run-commands.ts'
import { useEditing } from '../editor-context.ts'
import { fieldTitle } from './field-title.ts'
import type { Remedy } from './remedy.ts'
import styles from './remedy.module.css'
import { FALLBACKS_PLACE, MODEL_PLACE, showField } from './show-field.ts'

interface RemedyButtonProps {
  readonly remedy: Remedy
  readonly error: ErrorBody
  readonly node: Node
  readonly step: Step
  /** Of the item that it happened to. */
  readonly item: string | null
}

/** The one thing to do about an error, wherever it is told. */
export function RemedyButton({ remedy, error, node, step, item }: RemedyButtonProps) {
  const editing = useEditing()
  switch (remedy.do) {
    case 'key':
      return <KeyButton provider={remedy.provider} />
    case 'account':
      return (
        <a className={styles.link} href={remedy.address} target="_blank" rel="noreferrer">
          Your account at {remedy.title}
          <ExternalLink />
        </a>
      )
    case 'field': {
      const title = remedy.field === undefined ? undefined : fieldTitle(step, remedy.field)
      return (
        <Button size="small" onClick={() => showField(editing, node.id, remedy.field)}>
          {title === undefined ? 'Show the settings' : `Go to “${title}”`}
        </Button>
      )
    }
    case 'model':
      return (
        <Button size="small" onClick={() => showField(editing, node.id, MODEL_PLACE)}>
          Go to the model
        </Button>
      )
    case 'fallbacks':
      return (
        <Button size="small" onClick={() => showField(editing, node.id, FALLBACKS_PLACE)}>
          Go to the fallbacks
        </Button>
      )
    case 'reword': {
      const { message: because, suggestion } = error
      const suggested = suggestion === undefined ? {} : { suggestion }
      const overlay = { of: 'reword', node: node.id, item, port: remedy.port, because, ...suggested } as const
      return (
        <Button size="small" onClick={() => editing.session.setState({ overlay })}>
          Rewrite …
        </Button>
      )
    }
    case 'again':
      return (
        <Button size="small" onClick={() => runScope(editing, { of: 'to', nodes: [node.id] })}>
          Run it again
        </Button>
      )
  }
}

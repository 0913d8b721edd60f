import { portTitle } from '@reelgraph/shared'
import { connectedPorts, readPorts } from '../canvas/port-index.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useProject } from '../editor-context.ts'
import { DraftArea } from '../inspector/draft-area.tsx'
import type { BodyProps } from './body-props.ts'
import styles from './card.module.css'

/** The words a step is made from, typed where it stands; not where a wire brings them. */
export function CardPrompt({ node, step, title }: BodyProps) {
  const { document } = useEditing()
  const connected = readPorts(useProject((project) => connectedPorts(project.edges, node.id)))
  const [name, port] = Object.entries(step.inputs).find(([, input]) => input.typed && input.type === 'text') ?? []
  if (name === undefined || connected.inputs.includes(name)) return
  const value = node.params[name]
  return (
    <DraftArea
      className={`${styles.prompt} nodrag nowheel nopan nokey`}
      label={`${portTitle(name, port)} of ${title}`}
      placeholder={`Type the ${portTitle(name, port).toLowerCase()} …`}
      value={typeof value === 'string' ? value : ''}
      disabled={node.locked === true}
      onInput={(next) =>
        document.commit('Type', paramOps(node, name, next === '' ? undefined : next), {
          coalesce: `${node.id} ${name}`,
        })
      }
      onDone={() => document.seal()}
    />
  )
}

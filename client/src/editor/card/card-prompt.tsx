import { portTitle, type Node, type Step } from '@reelgraph/shared'
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
  const fromPicture = step.help?.picture && connected.inputs.includes(step.help.picture.port)
  const added = chosenLabels(node, step)
  return (
    <>
      <DraftArea
        className={`${styles.prompt} nodrag nowheel nopan nokey`}
        label={`${portTitle(name, port)} of ${title}`}
        placeholder={
          fromPicture ? 'Empty: what the picture was made from …' : `Type the ${portTitle(name, port).toLowerCase()} …`
        }
        value={typeof value === 'string' ? value : ''}
        disabled={node.locked === true}
        onInput={(next) =>
          document.commit('Type', paramOps(node, name, next === '' ? undefined : next), {
            coalesce: `${node.id} ${name}`,
          })
        }
        onDone={() => document.seal()}
      />
      {added.length > 0 && <p className={styles.added}>+ {added.join(' · ')}</p>}
    </>
  )
}

/** What is added to the prompt, by the names it has in the inspector. */
const chosenLabels = (node: Node, { help }: Step): readonly string[] =>
  (help?.choices ?? []).flatMap(({ name, options }) => options.find(({ id }) => id === node.params[name])?.label ?? [])

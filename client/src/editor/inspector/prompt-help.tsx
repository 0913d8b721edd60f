import Lightbulb from 'lucide-react/icons/lightbulb'
import { useMemo } from 'react'
import { z } from 'zod'
import { priceOfStep, promptText, wiresInto, type Node, type Step, type StepHelp } from '@reelgraph/shared'
import { Menu } from '../../ui/menu.tsx'
import { Form } from '../../widgets/form.tsx'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useProject } from '../editor-context.ts'
import styles from './inspector.module.css'
import { offerPrice } from './offers.ts'
import { useSentPrompt } from './use-sent-prompt.ts'

const NONE = 'none'

/** What can be added to the prompt by its name, and the prompt as it is really sent. */
export function PromptHelp({ node, step }: { readonly node: Node; readonly step: Step }) {
  const { help } = step
  return help ? <Helped node={node} step={step} help={help} /> : undefined
}

interface HelpedProps {
  readonly node: Node
  readonly step: Step
  readonly help: StepHelp
}

function Helped({ node, step, help }: HelpedProps) {
  const { document } = useEditing()
  const schema = useMemo(() => schemaOf(help), [help])
  const sent = useSentPrompt(node, step)
  const typed = step.typed[help.port]
  const isPlain = sent?.every(({ from }) => from === 'said') ?? help.additions.length === 0
  return (
    <div className={styles.section}>
      {help.choices.length > 0 && (
        <Form
          schema={schema}
          values={node.params}
          disabled={node.locked === true}
          onChange={(name, value) => {
            document.commit('Change the prompt', paramOps(node, name, value))
          }}
        />
      )}
      {!isPlain && (
        <div className={styles.sent} role="group" aria-label="What is sent">
          <span className={styles.label}>What is sent</span>
          <p>
            {sent ? (
              sent.map(({ from, text }, index) => (
                // Two pieces may read alike; their order is all there is.
                <span key={index} data-from={from}>
                  {text}
                </span>
              ))
            ) : (
              <>
                <span data-from="said">the words that come in</span>
                {help.additions.map((words) => (
                  <span key={words} data-from="added">
                    {' '}
                    + {words}
                  </span>
                ))}
              </>
            )}
          </p>
          {sent && typed === undefined && sent[0]?.from === 'picture' && (
            <span className={styles.quiet}>Empty, so it begins with what the picture was made from.</span>
          )}
          {sent && promptText(sent).length > 900 && (
            <span className={styles.quiet}>{promptText(sent).length} characters</span>
          )}
        </div>
      )}
    </div>
  )
}

/** One choice each, none of them chosen at first. */
const schemaOf = ({ choices }: StepHelp): unknown =>
  z.toJSONSchema(
    z.object(
      Object.fromEntries(
        choices.map(({ name, title, options }) => [
          name,
          z
            .enum([NONE, ...options.map(({ id }) => id)])
            .default(NONE)
            .meta({
              title,
              labels: { [NONE]: 'As written', ...Object.fromEntries(options.map(({ id, label }) => [id, label])) },
            }),
        ]),
      ),
    ),
    { io: 'input' },
  )

/** Good prompts for this model, with what one costs; one press fills it in. */
export function PromptExamples({ node, step, port }: HelpedPort) {
  const { document } = useEditing()
  const edges = useProject((project) => project.edges)
  const examples = step.model?.examples ?? (step.kind.help?.port === port ? step.kind.help.examples : [])
  const isFirst = Object.entries(step.inputs).find(([, input]) => input.typed && input.type === 'text')?.[0] === port
  if (!isFirst || examples.length === 0 || wiresInto({ nodes: {}, edges }, node.id, port).length > 0) return
  return (
    <Menu
      align="end"
      items={() =>
        examples.slice(0, 3).map((example) => ({
          id: example,
          label: example,
          reason: costText(step, { [port]: example }),
          onSelect: () => {
            document.commit('Take an example', paramOps(node, port, example))
            document.seal()
          },
        }))
      }
    >
      <button type="button" className={styles.connect} disabled={node.locked === true}>
        <Lightbulb /> Examples
      </button>
    </Menu>
  )
}

interface HelpedPort {
  readonly node: Node
  readonly step: Step
  readonly port: string
}

/** With the settings of now. */
const costText = (step: Step, inputs: Readonly<Record<string, string>>): string => {
  const price = offerPrice(priceOfStep(step, { inputs }))
  return price === 'unknown' ? 'price unknown' : price === 'free' ? 'free' : `≈ ${price.replace('up to ', '')}`
}

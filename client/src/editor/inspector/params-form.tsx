import { useMemo } from 'react'
import { z } from 'zod'
import { wiresInto, nodeTitle, type Graph, type Json, type Node, type Step } from '@reelgraph/shared'
import { liveFields, useLiveExtras } from '../../live/use-live-extras.ts'
import { Form } from '../../widgets/form.tsx'
import type { WidgetExtras } from '../../widgets/widget.ts'
import { runsOf, useRuns, useRunsState } from '../../runs/use-runs.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useProject, type Editing } from '../editor-context.ts'
import { comingSize } from './coming-size.ts'
import styles from './inspector.module.css'
import { paramSchema } from './param-schema.ts'

interface ParamsFormProps {
  readonly node: Node
  readonly step: Step
}

/** The form of a definition's parameters. What is typed is one undo step. */
export function ParamsForm({ node, step }: ParamsFormProps) {
  const editing = useEditing()
  const { document } = editing
  const schema = paramSchema(step.definition)
  const edges = useProject((project) => project.edges)
  const pairing = useMemo(() => pairingsOf(schema), [schema])
  const extras = useMemo(() => {
    const graph = { ...editing.document.project, edges }
    return Object.fromEntries([...pairing.keys()].map((name) => [name, pairsOf(editing, graph, node.id)]))
  }, [editing, edges, node.id, pairing])
  const completed = useMemo(() => liveFields(schema), [schema])
  const listed = useLiveExtras(step, completed)
  const size = useComingSize(node, step)
  if (Object.keys(step.definition.params.shape).length === 0) return
  const sized = 'ratio' in step.definition.params.shape ? 'ratio' : 'resolution'
  const values = Object.fromEntries(
    Object.entries(node.params).map(([name, value]) => [name, shifted(value, -(pairing.get(name) ?? 0))]),
  )
  return (
    <div className={styles.section}>
      <Form
        schema={schema}
        values={values}
        disabled={node.locked === true}
        problems={step.problems}
        extras={{ ...extras, ...listed }}
        {...(size !== undefined && {
          asides: {
            [sized]: (
              <span className={styles.quiet} title="What will come">
                {size}
              </span>
            ),
          },
        })}
        onInput={(name, value) =>
          void document.commit('Change a setting', paramOps(node, name, shifted(value, pairing.get(name) ?? 0)), {
            coalesce: `${node.id} ${name}`,
          })
        }
        onChange={(name, value) => {
          document.commit(
            'Change a setting',
            paramOps(node, name, value === undefined ? undefined : shifted(value, pairing.get(name) ?? 0)),
            { coalesce: `${node.id} ${name}` },
          )
          document.seal()
        }}
      />
    </div>
  )
}

/** Also when what feeds it has made something else. */
const useComingSize = (node: Node, step: Step): string | undefined => {
  const nodes = useProject((project) => project.nodes)
  const edges = useProject((project) => project.edges)
  const { state } = useRuns()
  useRunsState(({ plan }) => plan.plan)
  return comingSize({ graph: { nodes, edges }, latest: (id) => state.latest(id) }, node, step)
}

const AssignSchema = z.object({ properties: z.record(z.string(), z.unknown()) })
const AssignField = z.object({
  widget: z.literal('assign'),
  items: z.object({ minimum: z.number().optional() }).optional(),
})

/** The parameters that pair things, with the number their first target has. The widget counts from 0. */
const pairingsOf = (schema: unknown): ReadonlyMap<string, number> => {
  const { properties } = AssignSchema.safeParse(schema).data ?? { properties: {} }
  return new Map(
    Object.entries(properties).flatMap(([name, property]) => {
      const field = AssignField.safeParse(property)
      return field.success ? [[name, field.data.items?.minimum ?? 0] as const] : []
    }),
  )
}

const shifted = (value: Json, by: number): Json =>
  by !== 0 && Array.isArray(value)
    ? value.map((entry: Json) => (typeof entry === 'number' ? entry + by : entry))
    : value

/** What flows into the voice port is paired with what flows into the clips port, by the names of where it comes from. */
const pairsOf = (editing: Editing, graph: Graph, node: string): WidgetExtras => {
  const names = (port: string): readonly string[] =>
    wiresInto(graph, node, port).flatMap((edge) => {
      const source = graph.nodes[edge.from.node]
      if (!source) return []
      const title = nodeTitle(editing.catalog, source)
      const count = runsOf(editing.project).state.latest(source.id).length
      return count > 1 ? Array.from({ length: count }, (_, index) => `${title} ${index + 1}`) : [title]
    })
  return { pairs: { items: names('voice'), targets: names('clips') } }
}

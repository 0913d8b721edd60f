import type { Graph, Node } from '@reelgraph/shared'
import { catalog } from '@reelgraph/nodes/catalog'
import { namesOf } from '../runs/node-names.ts'
import type { Made } from '../ui/type-chip.tsx'

// What a card takes on the canvas where the document does not say.
const cardWidth = 240
const cardHeight = 150
const margin = 60

interface Box {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly colour: string
}

const colourOf = (makes: Made): string => `var(--type-${makes === 'film' ? 'video' : makes})`

const boxOf = (node: Node, makes: Made): Box => ({
  id: node.id,
  x: node.x,
  y: node.y,
  width: node.width ?? cardWidth,
  height: node.height ?? (makes === 'text' ? 110 : cardHeight),
  colour: colourOf(makes),
})

/** A graph from far away: what it is made of and how it flows. */
export function MiniGraph({ graph }: { readonly graph: Graph }) {
  const nameOf = namesOf(graph, catalog)
  const boxes = Object.values(graph.nodes)
    .filter((node) => !catalog.kinds.get(node.kind)?.decoration)
    .map((node) => boxOf(node, nameOf(node.id).makes))
  if (boxes.length === 0) return null
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const left = Math.min(...boxes.map((box) => box.x)) - margin
  const top = Math.min(...boxes.map((box) => box.y)) - margin
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - left + margin
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - top + margin
  return (
    <svg viewBox={`${left} ${top} ${width} ${height}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {Object.values(graph.edges).map((edge) => {
        const [from, to] = [byId.get(edge.from.node), byId.get(edge.to.node)]
        return (
          from &&
          to && (
            <path
              key={edge.id}
              d={curve(from, to)}
              fill="none"
              stroke={from.colour}
              strokeWidth={5}
              strokeOpacity={0.55}
            />
          )
        )
      })}
      {boxes.map((box) => (
        <rect
          key={box.id}
          x={box.x}
          y={box.y}
          width={box.width}
          height={box.height}
          rx={22}
          fill={`color-mix(in srgb, ${box.colour} 26%, var(--card))`}
          stroke={box.colour}
          strokeOpacity={0.7}
          strokeWidth={4}
        />
      ))}
    </svg>
  )
}

const curve = (from: Box, to: Box): string => {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2]
  const reach = Math.max(60, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + reach} ${y1} ${x2 - reach} ${y2} ${x2} ${y2}`
}

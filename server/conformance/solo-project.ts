import sharp from 'sharp'
import {
  EdgeIdSchema,
  NodeIdSchema,
  ProjectIdSchema,
  emptyProject,
  isMediaType,
  newNode,
  type AssetValue,
  type Edge,
  type InputPort,
  type InputPorts,
  type JsonObject,
  type Makes,
  type ModelDefinition,
  type Node,
  type Project,
} from '@reelgraph/shared'
import { clip, sound } from '../../nodes/src/testing/real-media.ts'
import type { Studio } from './studio.ts'

const KIND_OF: Readonly<Record<Makes, string>> = {
  text: 'text',
  image: 'image',
  video: 'video',
  audio: 'audio',
  compile: 'assembly',
}

interface Solo {
  readonly model: ModelDefinition
  readonly params?: JsonObject
  /** Which of the inputs that need not be connected are. */
  readonly optional?: boolean
  /** Media that are larger than any provider takes. */
  readonly large?: boolean
}

/** One step of a model with everything that it needs connected to it: words, and real media. */
export const soloProject = async (
  studio: Studio,
  { model, params = {}, optional = false, large = false }: Solo,
): Promise<Project> => {
  const ports = portsOf(model, params)
  const nodes: Record<string, Node> = {}
  const edges: Record<string, Edge> = {}
  const typed: Record<string, string> = {}
  for (const [name, port] of Object.entries(ports)) {
    if (port.optional && !optional) continue
    if (port.typed && port.type === 'text') typed[name] = wordsFor(model)
    else await connect(studio, { nodes, edges }, { name, port, large })
  }
  nodes['step'] = newNode({
    ...{ id: NodeIdSchema.parse('step'), kind: KIND_OF[model.makes], model: model.id, x: 0, y: 0 },
    params: { ...typed, ...params },
  })
  return { ...emptyProject(ProjectIdSchema.parse('conformance'), 'Conformance'), nodes, edges }
}

export const portsOf = (model: ModelDefinition, params: JsonObject): InputPorts =>
  typeof model.inputs === 'function' ? model.inputs(model.params.parse(params)) : model.inputs

const wordsFor = ({ examples }: ModelDefinition): string => examples?.[0] ?? 'A lighthouse in a storm, one lit window'

interface Drawn {
  readonly nodes: Record<string, Node>
  readonly edges: Record<string, Edge>
}

interface Open {
  readonly name: string
  readonly port: InputPort
  readonly large: boolean
}

const connect = async (studio: Studio, { nodes, edges }: Drawn, { name, port, large }: Open): Promise<void> => {
  const sources = port.many ? ['a', 'b'] : ['a']
  for (const [place, which] of sources.entries()) {
    const id = NodeIdSchema.parse(`${name}-${which}`)
    const [kind, params, output] = isMediaType(port.type)
      ? ['import', { asset: await media(studio, { kind: port.type, place, large }) }, port.type]
      : ['text', { text: 'A lighthouse in a storm, one lit window' }, 'text']
    nodes[id] = newNode({ id, kind, x: 0, y: 0, params })
    const edge = EdgeIdSchema.parse(`edge-${id}`)
    edges[edge] = {
      id: edge,
      from: { node: id, port: output },
      to: { node: NodeIdSchema.parse('step'), port: name },
      order: `a${place}`,
    }
  }
}

interface Given {
  readonly kind: 'image' | 'video' | 'audio'
  readonly place: number
  readonly large: boolean
}

const media = async ({ assets }: Studio, { kind, place, large }: Given): Promise<AssetValue> => {
  const bytes = {
    image: async () =>
      large
        ? largePicture()
        : sharp({ create: { width: 1024, height: 576, channels: 3, background: { r: 40 * place, g: 90, b: 160 } } })
            .png()
            .toBuffer(),
    video: async () => clip({ width: 320, height: 180, seconds: 4, audio: true }),
    audio: async () => (large ? sound({ seconds: 300, format: 'wav' }) : sound({ seconds: 4, format: 'mp3' })),
  }
  const made = await bytes[kind]()
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    yield made
  }
  return assets.write(pieces(), {})
}

let large: Promise<Buffer> | undefined

/** Some 18 MB that cannot be squeezed. */
const largePicture = (): Promise<Buffer> =>
  (large ??= sharp({
    create: {
      width: 3200,
      height: 2000,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png({ compressionLevel: 1 })
    .toBuffer())

import {
  type AssetId,
  fieldTitle,
  findingsText,
  portTitle,
  AssetIdSchema,
  type AssetValue,
  type Catalog,
  type Json,
  type ModelDefinition,
  type NodeDefinition,
  type PortType,
  type StoredResult,
} from '@reelgraph/shared'
import { z } from 'zod'
import { formatBytes, formatClock, formatMoney } from '../lib/format.ts'
import { unitsText } from '../runs/attempt-facts.ts'
import { momentText } from '../runs/reason-text.ts'
import { tookText } from '../runs/took-text.ts'

export interface Fact {
  readonly title: string
  readonly value: string
}

/** An input that made a result: words, or media by its asset. */
export interface InputFact {
  readonly title: string
  readonly type: PortType | undefined
  readonly assets: readonly AssetId[]
  readonly text: string | undefined
}

export interface Provenance {
  readonly model: string
  readonly made: readonly Fact[]
  readonly settings: readonly Fact[]
  readonly inputs: readonly InputFact[]
}

interface Question {
  readonly result: StoredResult
  readonly catalog: Catalog
  /** Its place among the takes, from 1. */
  readonly take: number
  readonly now: number
}

/** Where a result came from: read from what it was made of, not from what the graph says now. */
export const provenanceOf = ({ result, catalog, take, now }: Question): Provenance => {
  const { subject } = result
  const kind = catalog.kinds.get(subject.kind)
  const model = subject.model === undefined ? undefined : catalog.models.get(subject.model)
  const definition = model ?? kind
  return {
    model: model?.title ?? subject.model ?? kind?.title ?? subject.kind,
    made: [
      { title: 'Take', value: String(take) },
      { title: 'Made', value: momentText(result.at, now) },
      { title: 'Took', value: tookText(result.milliseconds) },
      { title: 'Cost', value: formatMoney(result.cost) },
      ...(result.findings ? [{ title: 'Checked', value: findingsText(result.findings) || 'nothing is off' }] : []),
      ...(result.edited ? [{ title: 'Words', value: 'changed by you' }] : []),
      ...(result.seed === undefined ? [] : [{ title: 'Seed', value: String(result.seed) }]),
      ...(result.units ? [{ title: 'Used', value: unitsText(result.units) }] : []),
      ...(result.requestId === undefined ? [] : [{ title: 'Request', value: result.requestId }]),
    ],
    settings: Object.entries(subject.params).map(([name, value]) => ({
      title: definition ? fieldTitle(definition, name) : name,
      value: valueText(value, definition && labelsOf(definition, name)),
    })),
    inputs: Object.entries(subject.inputs).map(([name, value]) =>
      inputOf({ name, value, definition, params: subject.params }),
    ),
  }
}

/** What a file is: `1280 × 720`, `24 fps`, `0:05.0`, `2.1 MB`. */
export const mediaFacts = (asset: AssetValue): readonly string[] =>
  [
    asset.width !== undefined && asset.height !== undefined && `${asset.width} × ${asset.height}`,
    asset.fps !== undefined && `${Math.round(asset.fps * 100) / 100} fps`,
    asset.seconds !== undefined && formatClock(asset.seconds, { tenths: true }),
    asset.kind === 'video' && asset.hasAudio !== undefined && (asset.hasAudio ? 'with sound' : 'silent'),
    formatBytes(asset.bytes),
  ].filter((fact) => fact !== false)

const LabelsSchema = z.record(z.string(), z.string())

type Definition = ModelDefinition | NodeDefinition

const labelsOf = (definition: Definition, name: string): Readonly<Record<string, string>> | undefined => {
  const field: unknown = definition.params.shape[name]
  return LabelsSchema.safeParse(field instanceof z.ZodType ? field.meta()?.labels : undefined).data
}

const valueText = (value: Json, labels: Readonly<Record<string, string>> | undefined): string => {
  if (typeof value === 'string') return labels?.[value] ?? value
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'number') return String(value)
  return JSON.stringify(value)
}

interface Input {
  readonly name: string
  readonly value: Json
  readonly definition: Definition | undefined
  readonly params: StoredResult['subject']['params']
}

const inputOf = ({ name, value, definition, params }: Input): InputFact => {
  const port = portsOf(definition, params)?.[name]
  const values: readonly Json[] = Array.isArray(value) ? value : [value]
  const isMedia = port ? port.type === 'image' || port.type === 'video' || port.type === 'audio' : values.every(isHash)
  const assets = isMedia ? values.filter(isHash) : []
  const words = values.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
  return { title: portTitle(name, port), type: port?.type, assets, text: isMedia ? undefined : words.join('\n') }
}

const isHash = (value: Json): value is AssetId => AssetIdSchema.safeParse(value).success

/** Ports may follow parameters that an older version of the definition had: then the names have to do. */
const portsOf = (definition: Definition | undefined, params: StoredResult['subject']['params']) => {
  if (!definition) return undefined
  if (typeof definition.inputs !== 'function') return definition.inputs
  const parsed = definition.params.safeParse(params)
  return parsed.success ? definition.inputs(parsed.data) : undefined
}

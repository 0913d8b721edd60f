import { z } from 'zod'
import { EdgeIdSchema, FingerprintSchema, NodeIdSchema, ProjectIdSchema } from '../ids.ts'
import { JsonObjectSchema } from '../json.ts'
import { FallbacksSchema } from '../run/fallback.ts'
import { ChecksSchema } from '../run/findings.ts'

/** Raised with every change of the document's form; `migrate` brings older ones up to it. */
export const DOCUMENT_VERSION = 1

/** `on` runs; `bypass` hands its inputs through; `off` is left out. */
export const NodeModeSchema = z.enum(['on', 'bypass', 'off'])
export type NodeMode = z.infer<typeof NodeModeSchema>

/** An item's key, or '' for a task outside a list. */
export const ItemKeySchema = z.string().max(400)

export const NodeSchema = z.object({
  id: NodeIdSchema,
  kind: z.string().min(1).max(100),
  /** What the person calls it; without it the definition's title is shown. */
  title: z.string().max(200).exactOptional(),
  /** Canvas units; the top left corner. Never in a fingerprint. */
  x: z.number(),
  y: z.number(),
  width: z.number().positive().exactOptional(),
  height: z.number().positive().exactOptional(),
  /** The group node it moves with. */
  parent: NodeIdSchema.exactOptional(),
  mode: NodeModeSchema,
  /** Of a generating kind: `provider/model`. */
  model: z.string().min(1).max(200).exactOptional(),
  /** Parameters that differ from their defaults, and values typed into ports. */
  params: JsonObjectSchema,
  /** Re-rolls by item key. */
  takes: z.record(ItemKeySchema, z.int().nonnegative()),
  /** Chosen results by item key. */
  pins: z.record(ItemKeySchema, FingerprintSchema),
  /** Refuses edits of its parameters and re-rolls. */
  locked: z.boolean().exactOptional(),
  collapsed: z.boolean().exactOptional(),
  /** What comes after it waits until a person has looked at what it made. */
  gate: z.boolean().exactOptional(),
  /** Where it gathers many, it goes on without those that failed. */
  tolerant: z.boolean().exactOptional(),
  /** Whether what it made is looked at for faults, and what is to happen then. */
  checks: ChecksSchema.exactOptional(),
  /** What may make it where its own model could not, and surely nothing was paid. */
  fallbacks: FallbacksSchema.exactOptional(),
})
export type Node = Readonly<z.infer<typeof NodeSchema>>

const EndSchema = z.object({ node: NodeIdSchema, port: z.string().min(1).max(200) })
export type End = Readonly<z.infer<typeof EndSchema>>

export const EdgeSchema = z.object({
  id: EdgeIdSchema,
  from: EndSchema,
  to: EndSchema,
  /** Its place among the wires of its target port: a fractional index, ties by id. */
  order: z.string().min(1).max(200),
})
export type Edge = Readonly<z.infer<typeof EdgeSchema>>

export const GraphSchema = z.object({
  nodes: z.record(NodeIdSchema, NodeSchema),
  edges: z.record(EdgeIdSchema, EdgeSchema),
})
export interface Graph {
  readonly nodes: Readonly<Record<string, Node>>
  readonly edges: Readonly<Record<string, Edge>>
}

export const ProjectSchema = z.object({
  version: z.literal(DOCUMENT_VERSION),
  id: ProjectIdSchema,
  name: z.string().min(1).max(200),
  ...GraphSchema.shape,
  settings: JsonObjectSchema,
})

/** One canvas and what belongs to it: the unit that is saved, exported and shared. */
export interface Project extends Graph {
  readonly version: typeof DOCUMENT_VERSION
  readonly id: z.infer<typeof ProjectIdSchema>
  readonly name: string
  readonly settings: z.infer<typeof JsonObjectSchema>
}

export const emptyProject = (id: Project['id'], name: string): Project => ({
  version: DOCUMENT_VERSION,
  id,
  name,
  nodes: {},
  edges: {},
  settings: {},
})

/** A new node with the document's defaults. */
export const newNode = (node: Pick<Node, 'id' | 'kind' | 'x' | 'y'> & Partial<Node>): Node => ({
  mode: 'on',
  params: {},
  takes: {},
  pins: {},
  ...node,
})

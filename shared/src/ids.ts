import { z } from 'zod'

const id = <B extends string>(brand: B) => {
  void brand
  return (
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id is 1 to 64 letters, digits, "-" or "_"')
      // ids are keys of plain records, where `constructor` and its like are always there
      .refine((text) => !(text in Object.prototype), 'this word is no id')
      .brand<B>()
  )
}

export const ProjectIdSchema = id('ProjectId')
export const NodeIdSchema = id('NodeId')
export const EdgeIdSchema = id('EdgeId')
export const RunIdSchema = id('RunId')
export const TemplateIdSchema = id('TemplateId')
export type ProjectId = z.infer<typeof ProjectIdSchema>
export type NodeId = z.infer<typeof NodeIdSchema>
export type EdgeId = z.infer<typeof EdgeIdSchema>
export type RunId = z.infer<typeof RunIdSchema>
export type TemplateId = z.infer<typeof TemplateIdSchema>

/** SHA-256, 64 hexadecimal digits: names an asset by its bytes, a result by what made it. */
export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hexadecimal digits')
export const AssetIdSchema = Sha256Schema.brand<'AssetId'>()
export const FingerprintSchema = Sha256Schema.brand<'Fingerprint'>()
export type AssetId = z.infer<typeof AssetIdSchema>
export type Fingerprint = z.infer<typeof FingerprintSchema>

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A random id of 16 letters and digits (95 bits), made by whoever first names the thing. */
const random = (): string => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(32))
  let out = ''
  for (const byte of bytes) {
    if (byte < 248 && out.length < 16) out += ALPHABET[byte % 62]
  }
  return out.length === 16 ? out : random()
}

export const newProjectId = (): ProjectId => ProjectIdSchema.parse(random())
export const newNodeId = (): NodeId => NodeIdSchema.parse(random())
export const newEdgeId = (): EdgeId => EdgeIdSchema.parse(random())
export const newRunId = (): RunId => RunIdSchema.parse(random())
export const newTemplateId = (): TemplateId => TemplateIdSchema.parse(random())
/** For batches and uploads, whose ids only serve to recognise a repetition. */
export const newRequestId = (): string => random()

import { z } from 'zod'
import { canonical, type Hash } from '../canonical.ts'
import type { Fingerprint } from '../ids.ts'
import { JsonObjectSchema, own, type Json } from '../json.ts'
import type { Step } from '../node/catalog.ts'
import { isMediaType, type AssetValue, type Value } from '../node/values.ts'

/** The values of a task's inputs by port; absent where nothing is connected or typed. */
export type TaskInputs = Readonly<Record<string, Value | readonly Value[]>>

/**
 * Everything that decides a result, and nothing else: what the fingerprint is the hash of.
 * Kept with the result, so that a later plan can say what changed.
 */
export const SubjectSchema = z.object({
  kind: z.string(),
  kindVersion: z.int(),
  model: z.string().exactOptional(),
  modelVersion: z.int().exactOptional(),
  /** Only parameters that differ from their defaults. */
  params: JsonObjectSchema,
  /** Content of the inputs: media by the hash of its bytes. */
  inputs: JsonObjectSchema,
  take: z.int().nonnegative(),
})
export type Subject = Readonly<z.infer<typeof SubjectSchema>>

interface Work {
  readonly step: Step
  readonly inputs: TaskInputs
  readonly take: number
}

export const subjectOf = ({ step, inputs, take }: Work): Subject => {
  const content: Record<string, Json> = {}
  for (const [name, port] of Object.entries(step.inputs)) {
    const value = own(inputs, name)
    if (value === undefined) continue
    content[name] = isMediaType(port.type) ? mediaContent(value as AssetValue | readonly AssetValue[]) : value // typed by the port
  }
  return {
    kind: step.kind.id,
    kindVersion: step.kind.version,
    ...(step.model && { model: step.model.id, modelVersion: step.model.version }),
    params: step.changed,
    inputs: content,
    take,
  }
}

const mediaContent = (value: AssetValue | readonly AssetValue[]): Json =>
  Array.isArray(value) ? value.map((asset: AssetValue) => asset.asset) : (value as AssetValue).asset // not an array, so one asset

/** The canonical JSON of a subject. Its own fields are known and in order here, so only what varies is walked. */
export const subjectText = ({ inputs, kind, kindVersion, model, modelVersion, params, take }: Subject): string => {
  const made = model === undefined ? '' : `"model":${JSON.stringify(model)},`
  const version = modelVersion === undefined ? '' : `"modelVersion":${modelVersion},`
  return `{"inputs":${canonical(inputs)},"kind":${JSON.stringify(kind)},"kindVersion":${kindVersion},${made}${version}"params":${canonical(params)},"take":${take}}`
}

export const fingerprintOf = (subject: Subject, hash: Hash): Fingerprint => readHash(hash(subjectText(subject)))

const readHash = (hash: string): Fingerprint => hash as Fingerprint // a hash has the form by construction

/** What differs between the work that made an earlier result and the work asked for now. */
export interface Difference {
  readonly params: readonly string[]
  readonly inputs: readonly string[]
  readonly take: boolean
  readonly model: boolean
}

export const differenceOf = (before: Subject, now: Subject): Difference => ({
  params: changedKeys(before.params, now.params),
  inputs: changedKeys(before.inputs, now.inputs),
  take: before.take !== now.take,
  model:
    before.model !== now.model ||
    before.kind !== now.kind ||
    before.modelVersion !== now.modelVersion ||
    before.kindVersion !== now.kindVersion,
})

const changedKeys = (a: Readonly<Record<string, Json>>, b: Readonly<Record<string, Json>>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => Object.hasOwn(a, key) !== Object.hasOwn(b, key) || canonical(a[key]) !== canonical(b[key]))
    .toSorted()

import {
  ReelgraphError,
  fail,
  isAssetValue,
  isMediaType,
  portTitle,
  type AssetValue,
  type ListItem,
  type MediaSource,
  type Output,
  type OutputPort,
  type Outputs,
  type Step,
  type Value,
} from '@reelgraph/shared'
import type { AssetStore } from '../assets/asset-store.ts'

export interface OutputParts {
  readonly assets: AssetStore
  /** Streams a file that a provider names into the asset store. @throws `download-failed`, `bad-media`. */
  download(source: Download, signal: AbortSignal): Promise<AssetValue>
}

export type Download = Extract<MediaSource, { readonly url: string }> & {
  /** Where the provider is reached; its files may come from there, wherever that is. */
  readonly baseUrl?: string
}

/** What was made, and whose it is. */
export interface Made {
  readonly step: Step
  readonly title: string
  readonly hooks: { readonly signal: AbortSignal }
  /** Where its provider is reached. */
  readonly baseUrl?: string
  readonly given: Readonly<Record<string, unknown>>
}

/** Makes stored, checked outputs of what an executor gives. */
export const storeOutputs = async (parts: OutputParts, made: Made): Promise<Outputs> => {
  const outputs: Record<string, Output> = {}
  for (const name of Object.keys(made.step.outputs)) {
    const port = made.step.outputs[name]
    if (!port) continue
    const value = givenFor(made, name, port)
    if (!isMediaType(port.type)) outputs[name] = plainOutput(made, port, value)
    else if (!port.list) outputs[name] = { value: await storeAsset(parts, made, port, value) }
    else {
      const items: ListItem[] = []
      for (const { key, value: given } of itemsOf(made, value))
        items.push({ key, value: await storeAsset(parts, made, port, given) })
      outputs[name] = { items }
    }
  }
  return outputs
}

/** The same of a step that makes no media, for which nothing has to be waited; `undefined` of one that does. */
export const plainOutputs = (made: Made): Outputs | undefined => {
  const outputs: Record<string, Output> = {}
  for (const name of Object.keys(made.step.outputs)) {
    const port = made.step.outputs[name]
    if (!port) continue
    if (isMediaType(port.type)) return undefined
    outputs[name] = plainOutput(made, port, givenFor(made, name, port))
  }
  return outputs
}

const givenFor = (made: Made, name: string, port: OutputPort): unknown => {
  const value = made.given[name]
  if (value === undefined) throw bad(made, `gave no ${portTitle(name, port).toLowerCase()}`)
  return value
}

const plainOutput = (made: Made, port: OutputPort, value: unknown): Output =>
  port.list ? { items: itemsOf(made, value) } : { value: value as Value } // checked by the executor's types

const itemsOf = (made: Made, value: unknown): readonly ListItem[] => {
  if (!Array.isArray(value)) throw bad(made, 'was to give a list and gave something else')
  const keys = new Set<string>()
  // what a list port of an executor gives
  return (value as readonly ListItem[]).map(({ key, value: given }) => {
    if (keys.has(key)) throw bad(made, `gave two items the key “${key}”`)
    keys.add(key)
    return { key, value: given }
  })
}

const storeAsset = async (parts: OutputParts, made: Made, port: OutputPort, value: unknown): Promise<AssetValue> => {
  const asset = await storeMedia(parts, made, value as MediaSource) // checked by the executor's types
  if (asset.kind !== port.type) throw bad(made, `was to make ${port.type} and made ${asset.kind}`)
  return asset
}

const storeMedia = async (parts: OutputParts, made: Made, source: MediaSource): Promise<AssetValue> => {
  const { signal } = made.hooks
  if (isAssetValue(source)) return source
  try {
    if ('bytes' in source) return await parts.assets.write(one(source.bytes), { signal })
    if ('file' in source) return await parts.assets.adopt(source.file.path, { signal })
    return await parts.download(made.baseUrl === undefined ? source : { ...source, baseUrl: made.baseUrl }, signal)
  } catch (thrown) {
    if (!(thrown instanceof ReelgraphError) || thrown.code !== 'bad-media') throw thrown
    throw bad(made, `made a file that cannot be used: ${thrown.message.replace(/\.$/, '')}`)
  }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

const bad = (made: Made, what: string): ReelgraphError =>
  fail('bad-output', `“${made.title}” ${what}.`, { hint: 'Run it again; nothing was stored.' })

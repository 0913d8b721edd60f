import { z } from 'zod'
import { AssetIdSchema } from '../ids.ts'
import type { Json } from '../json.ts'

export const MediaKindSchema = z.enum(['image', 'video', 'audio'])
export type MediaKind = z.infer<typeof MediaKindSchema>

/** A media file by the SHA-256 of its bytes, with the facts a probe found. Sizes in pixels, `bytes` in bytes. */
export const AssetValueSchema = z.object({
  asset: AssetIdSchema,
  kind: MediaKindSchema,
  mime: z.string(),
  bytes: z.int().nonnegative(),
  width: z.int().positive().exactOptional(),
  height: z.int().positive().exactOptional(),
  seconds: z.number().nonnegative().exactOptional(),
  fps: z.number().positive().exactOptional(),
  hasAudio: z.boolean().exactOptional(),
})
export type AssetValue = Readonly<z.infer<typeof AssetValueSchema>>

export type PortType = 'text' | 'number' | 'image' | 'video' | 'audio' | 'data'
export const PORT_TYPES = ['text', 'number', 'image', 'video', 'audio', 'data'] as const satisfies readonly PortType[]

export interface ValueByType {
  readonly text: string
  readonly number: number
  readonly image: AssetValue
  readonly video: AssetValue
  readonly audio: AssetValue
  readonly data: Json
}
export type ValueOf<T extends PortType> = ValueByType[T]
/** What travels along a wire. An asset is plain JSON too. */
export type Value = Json | AssetValue

/** One element of a list, known by its key and not by its position. */
export interface ListItem<V = Value> {
  readonly key: string
  readonly value: V
}

/** What a port gave: one value or a list, told apart by shape and never by looking into the value. */
export type Output = { readonly value: Value } | { readonly items: readonly ListItem[] }
export type Outputs = Readonly<Record<string, Output>>

/** All media in what a step gave, in the order of its ports and items. */
export const assetsIn = (outputs: Outputs): readonly AssetValue[] =>
  Object.values(outputs)
    .flatMap((output): readonly Value[] =>
      'items' in output ? output.items.map(({ value }) => value) : [output.value],
    )
    .filter((value) => typeof value === 'object' && isAssetValue(value))

export const isMediaType = (type: PortType): type is MediaKind =>
  type === 'image' || type === 'video' || type === 'audio'

export const isAssetValue = (value: unknown): value is AssetValue => AssetValueSchema.safeParse(value).success

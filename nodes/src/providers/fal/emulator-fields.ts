import { z } from 'zod'

/**
 * Every endpoint as it is documented (the client's types, and the pages of the models): strict, so that what the real one
 * refuses is refused here. Written by hand beside the models, never derived from them.
 */
export interface EmulatedEndpoint {
  readonly schema: z.ZodType
  readonly makes: 'image' | 'video' | 'audio' | 'text'
  /** Seconds, or the pixels, of what comes where the request does not say. */
  readonly gives?: Partial<Given>
  /** Answers carry a seed. */
  readonly seeds: boolean
}

export interface Given {
  readonly width: number
  readonly height: number
  readonly seconds: number
}

/** A data URI of a picture, or a file in fal's storage. The emulator checks that it is there. */
export const fileAddress = z.string().regex(/^(data:(image|audio|video)\/[a-z0-9+.-]+;base64,|https?:\/\/)/)

export const seed = z.int().min(0).max(4_294_967_295).optional()
export const prompt = z.string().min(1)
export const flag = z.boolean().optional()

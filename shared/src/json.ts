import { z } from 'zod'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Any JSON value. `undefined` inside objects is refused, so what passes survives serialising. */
export const JsonSchema: z.ZodType<Json> = z.json()

export type JsonObject = { readonly [key: string]: Json }

export const JsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), JsonSchema)

/** A record's own field. Ids, ports and item keys come from outside: `constructor` must not find what every object has. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

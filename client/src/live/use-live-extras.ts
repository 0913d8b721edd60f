import { useMemo } from 'react'
import { z } from 'zod'
import { own, type LiveList, type Step } from '@reelgraph/shared'
import { momentText } from '../runs/reason-text.ts'
import { useNow } from '../runs/use-now.ts'
import type { WidgetExtras } from '../widgets/widget.ts'
import { useLive } from './use-live.ts'

const MINUTE_MS = 60_000
const SchemaSchema = z.object({ properties: z.record(z.string(), z.unknown()) })
const LiveSchema = z.object({ live: z.literal(true) })

/** The parameters that are completed from what the provider lists now. */
export const liveFields = (schema: unknown): readonly string[] =>
  Object.entries(SchemaSchema.safeParse(schema).data?.properties ?? {}).flatMap(([name, property]) =>
    LiveSchema.safeParse(property).success ? [name] : [],
  )

/** What may be typed into them, and what of it is typed. */
export const useLiveExtras = (
  { provider, params }: Pick<Step, 'provider' | 'params'>,
  fields: readonly string[],
): Readonly<Record<string, WidgetExtras>> => {
  const live = useLive(fields.length > 0 ? provider?.id : undefined)
  const now = useNow(MINUTE_MS)
  return useMemo(
    () => Object.fromEntries(fields.flatMap((name) => extrasOf({ name, live, now, value: params[name] }))),
    [fields, live, now, params],
  )
}

interface Question {
  readonly name: string
  readonly live: LiveList | undefined
  readonly now: number
  readonly value: unknown
}

const extrasOf = ({ name, live, now, value }: Question): readonly (readonly [string, WidgetExtras])[] => {
  const suggestions = live && own(live.choices, name)
  if (!suggestions || live.asOf === undefined) return []
  const chosen = suggestions.find((choice) => choice.value === value)?.label
  const strange = typeof value === 'string' && value !== '' ? 'Not among those listed' : undefined
  const since = `${suggestions.length.toLocaleString('en')} listed, live, as of ${momentText(live.asOf, now)}`
  return [[name, { suggestions, note: [chosen ?? strange, since].filter(Boolean).join(' · ') }]]
}

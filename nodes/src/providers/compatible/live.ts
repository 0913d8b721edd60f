import type { ReadLive } from '@reelgraph/shared'
import { z } from 'zod'
import { addressOf } from './address.ts'

const ListSchema = z.object({ data: z.array(z.unknown()).nullish() })
const ModelSchema = z.object({ id: z.string().min(1).max(200) })
const MOST = 1000

/** What a server of one's own has. */
export const readLive: ReadLive = async ({ values, baseUrl, fetch: ask, signal }) => {
  const key = values['key'] ?? ''
  const headers = { accept: 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) }
  const answer = await ask(`${addressOf(baseUrl)}/models`, { headers, signal })
  if (!answer.ok) throw new TypeError(`HTTP ${answer.status}`)
  const names = (ListSchema.parse(await answer.json()).data ?? []).flatMap(
    (entry) => ModelSchema.safeParse(entry).data?.id ?? [],
  )
  const choices = [...new Set(names)].slice(0, MOST).map((name) => ({ value: name, label: name }))
  return { rates: {}, allRates: false, choices: { model: choices } }
}

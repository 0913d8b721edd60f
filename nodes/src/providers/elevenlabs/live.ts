import type { AccountQuestion, ReadLive } from '@reelgraph/shared'
import { z } from 'zod'
import { isVoiceId } from './voices.ts'

const PageSchema = z.object({
  voices: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  next_page_token: z.string().nullish(),
})
const VoiceSchema = z.object({
  voice_id: z.string().refine(isVoiceId),
  name: z.string().min(1),
  category: z.string().nullish(),
  labels: z.record(z.string(), z.unknown()).nullish(),
})
type Voice = z.infer<typeof VoiceSchema>

const MOST_PAGES = 10

/** Every voice of the account: those that all have, and its own. */
export const readLive: ReadLive = async (question) => {
  const voices: Voice[] = []
  let token: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const told = await pageOf(question, token)
    voices.push(...told.voices.flatMap((entry) => VoiceSchema.safeParse(entry).data ?? []))
    if (!told.has_more || !told.next_page_token) break
    token = told.next_page_token
  }
  const choices = new Map(voices.map((voice) => [voice.voice_id, { value: voice.voice_id, label: labelOf(voice) }]))
  return { rates: {}, allRates: false, choices: { voiceId: [...choices.values()] } }
}

const pageOf = async ({ values, baseUrl, fetch: ask, signal }: AccountQuestion, token: string | undefined) => {
  const query = new URLSearchParams({ page_size: '100', ...(token !== undefined && { next_page_token: token }) })
  const headers = { 'xi-api-key': values['key'] ?? '', accept: 'application/json' }
  const answer = await ask(`${baseUrl}/v2/voices?${query.toString()}`, { headers, signal })
  if (!answer.ok) throw new TypeError(`HTTP ${answer.status}`)
  return PageSchema.parse(await answer.json())
}

const TOLD = ['accent', 'gender', 'age', 'use_case'] as const

const labelOf = ({ name, category, labels }: Voice): string =>
  [name, ...TOLD.map((about) => labels?.[about]), category === 'premade' ? undefined : category]
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) =>
      String(part)
        .replace(/[\p{C}\s_]+/gu, ' ')
        .slice(0, 80),
    )
    .join(', ')
    .slice(0, 300)

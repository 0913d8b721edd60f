import type { ReadLive } from '@reelgraph/shared'
import { z } from 'zod'
import { accountUrl } from './client.ts'

const PageSchema = z.object({ result: z.array(z.unknown()) })
const ModelSchema = z.object({
  name: z.string().regex(/^@[\w./-]{3,198}$/),
  task: z.object({ name: z.string() }),
})

const A_PAGE = 100
const MOST_PAGES = 10

/** Every model of Workers AI that writes. Prices are not among what is told. */
export const readLive: ReadLive = async ({ values, baseUrl, fetch: ask, signal }) => {
  const names: string[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const url = `${accountUrl(baseUrl, values['accountId'] ?? '')}/ai/models/search?per_page=${A_PAGE}&page=${page}`
    const headers = { authorization: `Bearer ${values['key'] ?? ''}`, accept: 'application/json' }
    const answer = await ask(url, { headers, signal })
    if (!answer.ok) throw new TypeError(`HTTP ${answer.status}`)
    const { result } = PageSchema.parse(await answer.json())
    for (const entry of result) {
      const model = ModelSchema.safeParse(entry).data
      if (model?.task.name === 'Text Generation') names.push(model.name)
    }
    if (result.length < A_PAGE) break
  }
  const choices = [...new Set(names)].map((name) => ({ value: name, label: titleOf(name) }))
  return { rates: {}, allRates: false, choices: { model: choices } }
}

/** `@cf/meta/llama-4-scout` → `llama-4-scout, by meta`. */
const titleOf = (name: string): string => {
  const [, maker, ...model] = name.split('/')
  return maker !== undefined && model.length > 0 ? `${model.join('/')}, by ${maker}` : name
}

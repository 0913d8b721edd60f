import type { LiveFacts, ReadLive } from '@reelgraph/shared'
import { z } from 'zod'

const ListSchema = z.object({ data: z.array(z.unknown()) })

const ModelSchema = z.object({
  // it is typed, shown and part of the name of a price
  id: z.string().regex(/^[\w.:~@+/-]{3,200}$/),
  name: z.string().min(1),
  context_length: z.number().int().positive().nullish(),
  architecture: z.object({ output_modalities: z.array(z.string()).nullish() }).nullish(),
  pricing: z.object({ prompt: z.string(), completion: z.string(), request: z.string().nullish() }).nullish(),
})
type Model = z.infer<typeof ModelSchema>

/** More than any model asks for, in dollars per million tokens. */
const TOO_MUCH = 10_000
const MOST = 2500

/** Every model that writes, with its prices. The list is public. */
export const readLive: ReadLive = async ({ values, baseUrl, fetch: ask, signal }) => {
  const key = values['key'] ?? ''
  const headers = { accept: 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) }
  const answer = await ask(`${baseUrl}/models`, { headers, signal })
  if (!answer.ok) throw new TypeError(`HTTP ${answer.status}`)
  return factsOf(ListSchema.parse(await answer.json()).data)
}

const factsOf = (data: readonly unknown[]): LiveFacts => {
  const models = data
    .flatMap((entry) => ModelSchema.safeParse(entry).data ?? [])
    .filter(({ architecture }) => architecture?.output_modalities?.includes('text') ?? true)
    .slice(0, MOST)
  const rates = models.flatMap((model) => {
    const { id } = model
    const price = priceOf(model)
    return price ? [[`${id}In`, price.input] as const, [`${id}Out`, price.output] as const] : []
  })
  return {
    rates: Object.fromEntries(rates),
    allRates: rates.length > 0,
    choices: { model: models.map((model) => ({ value: model.id, label: labelOf(model) })) },
  }
}

/** Dollars per million tokens; nothing where more is asked for than tokens, or it depends. */
const priceOf = ({ pricing }: Model): { readonly input: number; readonly output: number } | undefined => {
  if (!pricing || Number(pricing.request ?? 0) !== 0) return undefined
  const [input, output] = [perMillion(pricing.prompt), perMillion(pricing.completion)]
  const known = [input, output].every((rate) => rate >= 0 && rate <= TOO_MUCH)
  return known ? { input, output } : undefined
}

const perMillion = (perToken: string): number => Math.round(Number(perToken) * 1e12) / 1e6

const labelOf = (model: Model): string => {
  const price = priceOf(model)
  const name = model.name
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)
  return [
    name,
    ...(price ? [price.output === 0 ? 'free' : `$${price.input} in, $${price.output} out a million tokens`] : []),
    ...(model.context_length ? [`reads ${Math.round(model.context_length / 1000)}k`] : []),
  ].join(' · ')
}

import type { CheckAccount } from '@reelgraph/shared'
import { z } from 'zod'
import { openCall } from './client.ts'
import { freeFailure } from './errors.ts'
import { API_VERSION } from './provider.ts'

const OrganizationSchema = z.object({
  creditBalance: z.number().optional(),
  tier: z
    .object({
      maxMonthlyCreditSpend: z.number().nullish(),
      models: z
        .record(
          z.string(),
          z.object({
            maxConcurrentGenerations: z.int().positive().nullish(),
            maxDailyGenerations: z.int().nonnegative().nullish(),
          }),
        )
        .default({}),
    })
    .optional(),
  usage: z
    .object({ models: z.record(z.string(), z.object({ dailyGenerations: z.number().optional() })).default({}) })
    .optional(),
})

/** Runway's names of the models that are here. */
const OURS = ['gen4.5', 'gen4_turbo', 'veo3.1', 'veo3.1_fast'] as const

/** Balance, limits and use of the organisation that the key belongs to. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: ask, signal }) => {
  const call = openCall({ baseUrl, fetch: ask, key: values['key'] ?? '' })
  const { creditBalance, tier, usage } = await call.client.organization
    .retrieve({ signal })
    .then((answer: unknown) => OrganizationSchema.parse(answer))
    .catch((thrown: unknown) => {
      throw freeFailure(thrown, { lost: call.lost(), now: 0 })
    })
  const models = OURS.flatMap((name) => {
    const limits = tier?.models[name]
    if (!limits) return []
    const { maxConcurrentGenerations: atOnce, maxDailyGenerations: most } = limits
    return [
      { name, atOnce: atOnce ?? undefined, most: most ?? undefined, used: usage?.models[name]?.dailyGenerations ?? 0 },
    ]
  })
  // the one that comes to its end first
  const [tightest] = models
    .flatMap(({ most, used }) => (most === undefined ? [] : [{ most, used }]))
    .toSorted((a, b) => a.most - a.used - (b.most - b.used))
  const atOnce = models.flatMap((model) => model.atOnce ?? [])
  const monthly = tier?.maxMonthlyCreditSpend
  return {
    apiVersion: API_VERSION,
    ...(creditBalance !== undefined && { credits: { amount: creditBalance, unit: 'credits' } }),
    ...(tightest && {
      usedToday: { amount: tightest.used, unit: 'generations' },
      dailyLimit: { amount: tightest.most, unit: 'generations' },
    }),
    ...(atOnce.length > 0 && { concurrency: Math.min(...atOnce) }),
    notes: [
      ...models.map(
        ({ name, atOnce: lanes, most, used }) =>
          `${name}: ${used} of ${most ?? 'any number of'} clips today, ${lanes ?? 'any number'} at once.`,
      ),
      ...(typeof monthly === 'number' ? [`At most ${monthly.toLocaleString('en')} credits a month.`] : []),
    ],
  }
}

import { z } from 'zod'
import prices from './prices.json' with { type: 'json' }
import { rateIn } from './rate.ts'

/** Tokens of one picture. */
export const ImageUsageSchema = z.object({
  input_tokens: z.number().nullish(),
  input_tokens_details: z.object({ text_tokens: z.number().nullish(), image_tokens: z.number().nullish() }).nullish(),
  output_tokens: z.number().nullish(),
})

/** Every token is paid for, at three prices. */
export const imageFacts = ({
  input_tokens: all,
  input_tokens_details: details,
  output_tokens: made,
}: z.infer<typeof ImageUsageSchema>) => {
  const pictures = details?.image_tokens ?? 0
  const words = details?.text_tokens ?? Math.max(0, (all ?? 0) - pictures)
  const { rates } = prices
  const cost =
    words * rateIn(rates, 'gptImageTextIn') +
    pictures * rateIn(rates, 'gptImageImageIn') +
    (made ?? 0) * rateIn(rates, 'gptImageOut')
  return {
    cost: Math.round(cost),
    units: { 'prompt tokens': words, ...(pictures > 0 && { 'picture tokens': pictures }), 'image tokens': made ?? 0 },
  }
}

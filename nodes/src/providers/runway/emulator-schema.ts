import { z } from 'zod'

/**
 * What Runway takes, as its SDK's types and its pages document it: strict, so that what the real one refuses is refused here.
 * Written by hand beside the models, never derived from them.
 */
const uri = z.string().min(1)
const one = z.union([uri, z.tuple([z.strictObject({ uri, position: z.literal('first') })])])
const firstAndLast = z.union([
  uri,
  z.tuple([z.strictObject({ uri, position: z.literal('first') })]),
  z.tuple([
    z.strictObject({ uri, position: z.literal('first') }),
    z.strictObject({ uri, position: z.literal('last') }),
  ]),
])
const promptText = z.string().min(1).max(1000)
const seed = z.int().min(0).max(4_294_967_295).optional()
const contentModeration = z.strictObject({ publicFigureThreshold: z.enum(['auto', 'low']).optional() }).optional()
const sixRatios = z.enum(['1280:720', '720:1280', '1104:832', '960:960', '832:1104', '1584:672'])
const veoRatios = z.enum(['1280:720', '720:1280', '1080:1920', '1920:1080'])
const seconds = z.int().min(2).max(10)

const gen45 = {
  model: z.literal('gen4.5'),
  promptText,
  duration: seconds,
  seed,
  contentModeration,
  outputFormat: z
    .enum([
      'mp4',
      'prores',
      'png_sequence',
      'hdr10',
      'hlg',
      'sdr_rec709_10bit',
      'hdr_pq_12bit_master',
      'hdr_prores',
      'hdr_png_sequence',
      'hdr_exr_sequence',
      'hdr_exr_acescg_sequence_1_3',
      'hdr_exr_acescg_sequence_2_0',
    ])
    .optional(),
  proresProfile: z.enum(['422', '4444', '422 Proxy', '422 LT', '422 HQ', '4444 XQ']).optional(),
}

const veo = {
  ratio: veoRatios,
  audio: z.boolean().optional(),
  duration: z.literal([4, 6, 8]).optional(),
  negativePrompt: z.string().optional(),
  seed,
}

interface Delivery {
  readonly outputFormat?: string | undefined
  readonly proresProfile?: string | undefined
}

const profileFits = ({ outputFormat, proresProfile }: Delivery): boolean => {
  if (proresProfile === undefined || outputFormat === 'prores') return true
  return outputFormat === 'hdr_prores' && ['422', '422 HQ', '4444'].includes(proresProfile)
}

const BAD_PROFILE = { path: ['proresProfile'], message: 'Not available for this outputFormat' }

export const IMAGE_TO_VIDEO = z.discriminatedUnion('model', [
  z.strictObject({ ...gen45, promptImage: one, ratio: sixRatios }).refine(profileFits, BAD_PROFILE),
  z.strictObject({
    model: z.literal('gen4_turbo'),
    ...{ promptImage: one, promptText: promptText.optional(), ratio: sixRatios },
    ...{ duration: seconds.optional(), seed, contentModeration },
  }),
  z.strictObject({
    model: z.enum(['veo3.1', 'veo3.1_fast']),
    ...{ ...veo, promptImage: firstAndLast, promptText: promptText.optional() },
  }),
])

export const TEXT_TO_VIDEO = z.discriminatedUnion('model', [
  z.strictObject({ ...gen45, ratio: z.enum(['1280:720', '720:1280']) }).refine(profileFits, BAD_PROFILE),
  z.strictObject({ model: z.enum(['veo3.1', 'veo3.1_fast']), ...veo, promptText }),
])

export type Accepted = z.output<typeof IMAGE_TO_VIDEO> | z.output<typeof TEXT_TO_VIDEO>

export const UPLOAD = z.strictObject({ filename: z.string().min(1), type: z.literal('ephemeral') })

/** Credits that a task takes, by Runway's list. */
export const creditsFor = (body: Accepted): number => {
  switch (body.model) {
    case 'gen4.5':
      return body.duration * (12 + surcharge(body.outputFormat))
    case 'gen4_turbo':
      return (body.duration ?? 10) * 5
    case 'veo3.1':
      return (body.duration ?? 8) * (body.audio === false ? 20 : 40)
    case 'veo3.1_fast':
      return (body.duration ?? 8) * (body.audio === false ? 10 : 15)
  }
}

const surcharge = (format = 'mp4'): number =>
  format === 'mp4' ? 0 : format === 'prores' || format === 'png_sequence' ? 5 : 20

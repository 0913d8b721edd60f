import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import type { Ratio, Size } from '../../sizes/ratio.ts'
import { nearestRatio } from '../../sizes/size-of.ts'
import { ratioParam } from '../../sizes/size-params.ts'
import { publicFigures, runwayModel, startImage, words } from './family.ts'

/** Every shape that Gen-4 makes, in its own pixels. */
const SHAPES = {
  '16:9': { ratio: '1280:720', width: 1280, height: 720 },
  '9:16': { ratio: '720:1280', width: 720, height: 1280 },
  '4:3': { ratio: '1104:832', width: 1104, height: 832 },
  '3:4': { ratio: '832:1104', width: 832, height: 1104 },
  '1:1': { ratio: '960:960', width: 960, height: 960 },
  '21:9': { ratio: '1584:672', width: 1584, height: 672 },
} as const satisfies Partial<Record<Ratio, Size & { readonly ratio: string }>>
type Shape = keyof typeof SHAPES
const NAMES = ['16:9', '9:16', '4:3', '3:4', '1:1', '21:9'] as const satisfies readonly Shape[]

/** What a picture is made to; from words alone Gen-4.5 makes only these. */
const WIDE_OR_TALL = ['16:9', '9:16'] as const satisfies readonly Shape[]

const ratio = (description?: string) =>
  ratioParam(['auto', ...NAMES], '16:9').meta({
    ...ratioParam(['auto', ...NAMES], '16:9').meta(),
    ...(description !== undefined && { description }),
  })

const shapeFor = (wish: Shape | 'auto', start: Size | undefined): Shape =>
  wish === 'auto' ? ((start && nearestRatio(start, NAMES)) ?? '16:9') : wish

const wideOrTall = (wish: Shape | 'auto'): (typeof WIDE_OR_TALL)[number] =>
  (wish === 'auto' ? undefined : nearestRatio(SHAPES[wish], WIDE_OR_TALL)) ?? '16:9'

const pixels = ({ width, height }: Size): Size => ({ width, height })

const seconds = () => z.int().min(2).max(10).default(5).meta({ title: 'Length', unit: 's', widget: 'slider', step: 1 })

/** Files for finishing; the sequences of single frames that Runway makes too are no videos. */
const FORMATS = ['mp4', 'prores', 'hdr_prores', 'hdr10', 'hlg', 'sdr_rec709_10bit', 'hdr_pq_12bit_master'] as const
const PROFILES = ['auto', '422 Proxy', '422 LT', '422', '422 HQ', '4444', '4444 XQ'] as const
const HDR_PROFILES: readonly string[] = ['auto', '422', '422 HQ', '4444']

export const gen45 = runwayModel({
  id: 'runway/gen4.5',
  title: 'Gen-4.5',
  summary: 'Film-like clips of 2 to 10 seconds from a picture, or from words alone. By Runway.',
  inputs: { prompt: words, startImage },
  params: z.object({
    ratio: ratio('From words alone it makes 16:9 or 9:16, whichever is nearer.'),
    seconds: seconds(),
    publicFigures: publicFigures(),
    format: z
      .enum(FORMATS)
      .default('mp4')
      .meta({
        title: 'File format',
        description: 'All but MP4 are for finishing, and cost more.',
        labels: {
          mp4: 'MP4',
          prores: 'ProRes',
          hdr_prores: 'ProRes HDR',
          hdr10: 'HDR10',
          hlg: 'HLG',
          sdr_rec709_10bit: 'Rec. 709, 10 bit',
          hdr_pq_12bit_master: 'HDR master, 12 bit',
        },
        advanced: true,
      }),
    proresProfile: z
      .enum(PROFILES)
      .default('auto')
      .meta({
        title: 'ProRes profile',
        labels: { auto: 'Best for the format' },
        advanced: true,
      }),
    seed: seedParam(),
  }),
  size: (params, start) => pixels(SHAPES[start ? shapeFor(params.ratio, start) : wideOrTall(params.ratio)]),
  dollars: ({ seconds: length, format }, rate) => length * (rate('gen45PerSecond') + surcharge(format, rate)),
  problems({ format, proresProfile }) {
    const taken = format === 'prores' ? PROFILES : format === 'hdr_prores' ? HDR_PROFILES : ['auto']
    if (taken.includes(proresProfile)) return []
    const message = `the ProRes profile ${proresProfile} does not go with this file format.`
    return [{ message, hint: 'Choose another profile, or another file format.', field: 'proresProfile' }]
  },
  request({ prompt, params, seed, frames: { start }, startSize }) {
    const common = {
      ...{ promptText: prompt, duration: params.seconds, seed, outputFormat: params.format },
      model: 'gen4.5' as const,
      contentModeration: { publicFigureThreshold: params.publicFigures },
      ...(params.proresProfile !== 'auto' && { proresProfile: params.proresProfile }),
    }
    if (start === undefined)
      return { to: 'text_to_video', body: { ...common, ratio: SHAPES[wideOrTall(params.ratio)].ratio } }
    const shape = SHAPES[shapeFor(params.ratio, startSize)]
    return { to: 'image_to_video', body: { ...common, promptImage: start, ratio: shape.ratio } }
  },
  examples: [
    'Slow push in on the blacksmith as he lifts the glowing emblem, sparks drift past the lens, he looks up',
    'Handheld behind her as she runs down the wet street, she stops and turns her head to the light',
    'Aerial orbit around the lighthouse, waves break over the rocks, the beam sweeps through the spray',
  ],
})

const surcharge = (format: (typeof FORMATS)[number], rate: (name: string) => number): number => {
  if (format === 'mp4') return 0
  return rate(format === 'prores' ? 'proresPerSecond' : 'tenBitPerSecond')
}

export const gen4Turbo = runwayModel({
  id: 'runway/gen4-turbo',
  title: 'Gen-4 Turbo',
  summary: 'Sets a picture in motion quickly and for little money. By Runway.',
  inputs: {
    prompt: { ...words, optional: true as const },
    startImage: { ...startImage, optional: false as const },
  },
  params: z.object({ ratio: ratio(), seconds: seconds(), publicFigures: publicFigures(), seed: seedParam() }),
  wordless: true,
  size: (params, start) =>
    params.ratio === 'auto' && !start ? undefined : pixels(SHAPES[shapeFor(params.ratio, start)]),
  dollars: ({ seconds: length }, rate) => length * rate('gen4TurboPerSecond'),
  request: ({ prompt, params, seed, frames: { start = '' }, startSize }) => ({
    to: 'image_to_video',
    body: {
      ...{ promptImage: start, duration: params.seconds, seed },
      model: 'gen4_turbo',
      ratio: SHAPES[shapeFor(params.ratio, startSize)].ratio,
      contentModeration: { publicFigureThreshold: params.publicFigures },
      ...(prompt.trim() !== '' && { promptText: prompt }),
    },
  }),
  examples: [
    'The camera tracks left past the pillars while dust turns in the light',
    'She breathes out, her hair moves in the wind, clouds drift behind her, locked-off shot',
    'Slow dolly out through the doorway, the lamp flickers once',
  ],
})

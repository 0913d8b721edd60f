import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { z } from 'zod'
import type { Desk } from '../../testing/emulator-kit.ts'
import { picture } from '../../testing/real-media.ts'
import { contents, level, picturesOf, wordsOf } from './emulator-schema.ts'

/** Built from documentation (the client's types and the guides), never derived from the models beside it. */
interface Drawer {
  readonly levels: readonly string[]
  readonly ratios: ReadonlySet<string>
  readonly tokens: Readonly<Record<string, number>>
}

const USUAL = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9']

const DRAWERS: Readonly<Record<string, Drawer>> = {
  'gemini-nano-banana-2.1': {
    levels: ['MINIMAL', 'MEDIUM', 'HIGH'],
    ratios: new Set([...USUAL, '1:4', '4:1', '1:8', '8:1']),
    tokens: { '1K': 1120, '2K': 1680, '4K': 2520 },
  },
  // it always thinks
  'gemini-3-pro-image': { levels: [], ratios: new Set(USUAL), tokens: { '1K': 1120, '2K': 1120, '4K': 2000 } },
}

export const isDrawer = (model: string): boolean => Object.hasOwn(DRAWERS, model)

/** At 1K. */
const PIXELS: Readonly<Record<string, readonly [number, number]>> = {
  '1:1': [1024, 1024],
  '2:3': [848, 1264],
  '3:2': [1264, 848],
  '3:4': [896, 1200],
  '4:3': [1200, 896],
  '4:5': [928, 1152],
  '5:4': [1152, 928],
  '9:16': [768, 1376],
  '16:9': [1376, 768],
  '21:9': [1584, 672],
  '1:4': [512, 2048],
  '4:1': [2048, 512],
  '1:8': [352, 2928],
  '8:1': [2928, 352],
}
const TIMES: Readonly<Record<string, number>> = { '1K': 1, '2K': 2, '4K': 4 }

const DrawSchema = z.strictObject({
  contents,
  generationConfig: z.strictObject({
    responseModalities: z.array(z.enum(['TEXT', 'IMAGE'])).min(1),
    imageConfig: z
      .strictObject({ aspectRatio: z.string().optional(), imageSize: z.enum(['1K', '2K', '4K']).optional() })
      .optional(),
    thinkingConfig: z.strictObject({ thinkingLevel: level }).optional(),
  }),
})

const MOST_PICTURES = 14
const THOUGHTS = 310

/** The answer, or why it is refused. */
export const drawn = async (model: string, body: unknown, desk: Desk): Promise<object | string> => {
  const drawer = DRAWERS[model]
  const parsed = DrawSchema.safeParse(body)
  if (!drawer || !parsed.success) return parsed.error ? z.prettifyError(parsed.error) : 'no such model'
  const { responseModalities, imageConfig = {}, thinkingConfig } = parsed.data.generationConfig
  const { aspectRatio, imageSize = '1K' } = imageConfig
  const sent = picturesOf(parsed.data.contents)
  if (!responseModalities.includes('IMAGE')) return 'response_modalities must hold IMAGE.'
  if (thinkingConfig && !drawer.levels.includes(thinkingConfig.thinkingLevel))
    return `Thinking level ${thinkingConfig.thinkingLevel} is not supported for this model.`
  if (aspectRatio !== undefined && !drawer.ratios.has(aspectRatio))
    return `aspect_ratio ${aspectRatio} is not supported.`
  if (sent.length > MOST_PICTURES) return `At most ${MOST_PICTURES} images are supported.`
  const ratio = aspectRatio ?? (await nearest(sent[0], drawer.ratios))
  const [width, height] = (PIXELS[ratio] ?? [1024, 1024]).map((side) => side * (TIMES[imageSize] ?? 1))
  const words = wordsOf(parsed.data.contents)
  const wanted = { width: width ?? 1024, height: height ?? 1024 }
  const size = desk.sketches ? { width: 64, height: 36 } : wanted
  const part = async (of: { readonly width: number; readonly height: number }, seed: number) => {
    const bytes = await picture({ ...of, format: 'jpeg', seed })
    return { inlineData: { mimeType: 'image/jpeg', data: Buffer.from(bytes).toString('base64') } }
  }
  const tokens = drawer.tokens[imageSize] ?? 0
  const prompt = Math.ceil(words.length / 4) + 8 + sent.length * 1120
  return {
    candidates: [
      {
        content: {
          role: 'model',
          parts: [
            { text: 'Composing the frame.', thought: true },
            { ...(await part({ width: 64, height: 36 }, 1)), thought: true },
            { ...(await part(size, words.length)), thoughtSignature: 'EqMB' },
          ],
        },
        finishReason: 'STOP',
        index: 0,
      },
    ],
    usageMetadata: {
      ...{ promptTokenCount: prompt, candidatesTokenCount: tokens, thoughtsTokenCount: THOUGHTS },
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: tokens }],
      totalTokenCount: prompt + tokens + THOUGHTS,
    },
    modelVersion: model,
    responseId: randomUUID(),
  }
}

/** As the first picture that was sent, or a square. */
const nearest = async (data: string | undefined, ratios: ReadonlySet<string>): Promise<string> => {
  if (data === undefined) return '1:1'
  const { width, height } = await sharp(Buffer.from(data, 'base64')).metadata()
  const distance = (ratio: string): number => {
    const [across = 1, down = 1] = ratio.split(':').map(Number)
    return Math.abs(Math.log(width / height / (across / down)))
  }
  return [...ratios].toSorted((a, b) => distance(a) - distance(b))[0] ?? '1:1'
}

import sharp from 'sharp'
import type { FrameSize } from '../frame-size.ts'
import { layersOf, stageOf } from './compose.ts'
import { finish } from './finish/finish.ts'
import { hash, seeded } from '../random.ts'
import { readScene } from './scene.ts'
import { drawSlug } from './slug.ts'
import { sheet } from './stage.ts'
import type { Style } from './style.ts'

export interface Picture {
  readonly prompt: string
  readonly size: FrameSize
  readonly style: Style
  readonly slug: boolean
  readonly seed: number | undefined
  readonly take: number
}

/** Draws a picture and gives it as a JPEG. The same picture is the same bytes. */
export const compute = async ({ prompt, size, style, slug, seed, take }: Picture): Promise<Uint8Array> => {
  const start = seed === undefined ? hash(`${prompt}/${take}`) : hash(`${prompt}/seed ${seed}`)
  const stage = stageOf({ scene: readScene(prompt), ...size, random: seeded(start) })
  const { canvas, brush } = sheet(stage)
  finish(brush, { stage, style, layers: layersOf(stage) })
  if (slug) drawSlug(brush, { stage, style })
  return sharp(canvas.data(), { raw: { ...size, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: 93, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

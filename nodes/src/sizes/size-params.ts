import { z } from 'zod'
import { RATIOS, type Ratio, type Resolution } from './ratio.ts'
import type { SizeRule } from './size-of.ts'

/**
 * The one size control of all image and video models: `ratio`, `resolution`, and for models that take any size `width` and
 * `height`. They are called and valued alike everywhere, so that a swap of models keeps what was chosen.
 */
export const ratioParam = <const R extends readonly (Ratio | 'auto')[]>(ratios: R, first: NoInfer<R[number]>) =>
  z
    .enum(ratios)
    .default(first as never) // one of its values
    .meta({ title: 'Ratio', ...(ratios.length < 6 && { widget: 'segmented' }), labels: { auto: 'As the image' } })

/** @param sizes what each resolution comes out as, where that is known: shown beside it. */
export const resolutionParam = <const R extends readonly Resolution[]>(
  resolutions: R,
  first: NoInfer<R[number]>,
  sizes: Readonly<Partial<Record<Resolution, string>>> = {},
) =>
  z
    .enum(resolutions)
    .default(first as never) // one of its values
    .meta({
      title: 'Resolution',
      widget: 'segmented',
      labels: Object.fromEntries(
        resolutions.flatMap((name) => (sizes[name] ? [[name, `${name} · ${sizes[name]}`]] : [])),
      ),
    })

const WIDE: Ratio = '16:9'

/** For models that take any size: `ratio × resolution`, or exactly `width × height`. */
export const anySizeParams = <const S extends readonly Resolution[]>(
  rule: SizeRule,
  resolutions: S,
  first: NoInfer<S[number]>,
) => ({
  ratio: ratioParam(EVERY_RATIO, WIDE),
  resolution: resolutionParam(resolutions, first),
  width: exactSide('Width', 'Empty: by ratio and resolution.', rule),
  height: exactSide('Height', 'Empty: by ratio and resolution.', rule),
})

const EVERY_RATIO = Object.keys(RATIOS) as readonly Ratio[] // Object.keys forgets literal keys

const exactSide = (title: string, description: string, { least, most, step }: SizeRule) =>
  z
    .int()
    .min(least)
    .max(most)
    .exactOptional()
    .meta({ title, description, unit: 'px', step, placeholder: 'auto', advanced: true })

import { z } from 'zod'

/** Parameters that several models share: one name and one sentence each, so that a swap keeps them. */
export const steps = (first: number, most = 50, least = 1) =>
  z.int().min(least).max(most).default(first).meta({
    title: 'Steps',
    description: 'More steps, finer detail and a longer wait.',
    widget: 'slider',
    advanced: true,
  })

export const guidance = (first: number, { least, most }: { readonly least: number; readonly most: number }) =>
  z.number().min(least).max(most).default(first).meta({
    title: 'Guidance',
    description: 'How closely it keeps to the prompt.',
    widget: 'slider',
    step: 0.1,
    advanced: true,
  })

/** How far a picture may be changed. */
export const strength = (first: number) =>
  z.number().min(0.01).max(1).default(first).meta({
    title: 'Change',
    description: 'With a picture to change: 0 leaves it as it is, 1 makes a new one.',
    widget: 'slider',
    step: 0.01,
  })

export const safetyChecker = () =>
  z.boolean().default(true).meta({
    title: 'Safety checker',
    description: 'Blacks out pictures that are not safe for work.',
    advanced: true,
  })

export const acceleration = (first: 'none' | 'regular') =>
  z
    .enum(['none', 'regular', 'high'])
    .default(first)
    .meta({
      title: 'Acceleration',
      description: 'Faster, for a little detail.',
      labels: { none: 'None', regular: 'Regular', high: 'High' },
      advanced: true,
    })

/** PNG keeps every pixel; the others are a tenth of its size. */
export const format = <const F extends readonly ('jpeg' | 'png' | 'webp')[]>(formats: F, first: NoInfer<F[number]>) =>
  z
    .enum(formats)
    .default(first as never) // one of its values
    .meta({ title: 'File format', labels: { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' }, advanced: true })

export const negativePrompt = (first = '') =>
  z.string().max(2500).default(first).meta({
    title: 'Without',
    description: 'What is not to be there.',
    widget: 'textarea',
    placeholder: 'blur, text, watermark',
    advanced: true,
  })

/** Services count from strict to lenient, as text. */
export const safetyTolerance = <const T extends readonly string[]>(levels: T, first: NoInfer<T[number]>) =>
  z
    .enum(levels)
    .default(first as never) // one of its values
    .meta({
      title: 'Safety',
      description: 'How much it lets pass.',
      labels: { [levels[0] ?? '']: 'Strict', [levels.at(-1) ?? '']: 'Lenient' },
      advanced: true,
    })

export const promptHelp = (first: boolean, title = 'Improve the prompt') =>
  z.boolean().default(first).meta({
    title,
    description: 'The service rewrites the prompt before it works with it.',
    advanced: true,
  })

/** Off: models that make sound ask up to twice as much for it. */
export const withSound = (description = 'Speech, effects and music with the picture. It costs more.') =>
  z.boolean().default(false).meta({ title: 'Sound', description })

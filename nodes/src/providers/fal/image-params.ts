import { z } from 'zod'

/** Parameters that several picture models share: one name and one sentence each, so that a swap keeps them. */
export const steps = (first: number, most = 50) =>
  z.int().min(1).max(most).default(first).meta({
    title: 'Steps',
    description: 'More steps, finer detail and a longer wait.',
    widget: 'slider',
    advanced: true,
  })

export const guidance = (first: number, most = 20) =>
  z.number().min(1).max(most).default(first).meta({
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

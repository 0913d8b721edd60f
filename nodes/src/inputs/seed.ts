import { z } from 'zod'

/** Every service takes seeds up to here. */
const MOST = 2_147_483_647

/** Empty: derived from the take. */
export const seedParam = () =>
  z.int().min(0).max(MOST).exactOptional().meta({
    title: 'Seed',
    description: 'Empty: another one with every take. The one that was used is kept with the result.',
    widget: 'seed',
    placeholder: 'auto',
    advanced: true,
  })

interface SeedOf {
  readonly seed: number | undefined
  /** Of the task: in the fingerprint, so the seed follows from what is hashed. */
  readonly take: number
  readonly prompt: string
}

/** The seed that is sent: what the person set, else one that hangs on prompt and take and on nothing else. */
export const seedOf = ({ seed, take, prompt }: SeedOf): number => seed ?? mixed(`${take}\n${prompt}`) % (MOST + 1)

/** 32 bits of a text (FNV-1a, then mixed), the same everywhere. */
const mixed = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

import type { Colour } from '../colour.ts'
import type { Random } from '../../random.ts'

export const skinOf = (random: Random): Colour => ({ l: random.between(0.46, 0.76), a: 0.045, b: 0.062 })

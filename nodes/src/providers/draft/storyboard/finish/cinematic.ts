import { bloom, grade, grain, stack, vignette } from './darkroom.ts'
import type { Finish } from './finishing.ts'

export const cinematic: Finish = (brush, { stage, layers }) => {
  stack(brush, stage, layers)
  bloom(brush, stage, { strength: 0.5, radius: 26 })
  grade(brush, stage)
  vignette(brush, stage, 0.5)
  grain(brush, stage, 9)
}

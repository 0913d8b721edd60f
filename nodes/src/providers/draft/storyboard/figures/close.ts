import { sparks } from '../air.ts'
import { hands } from './hands.ts'
import { profile } from './profile.ts'
import { isPerson } from '../scene.ts'
import { layer } from '../stage.ts'
import type { Layer, Stage } from '../stage.ts'

/** The subject fills the frame; what lies behind is out of focus. */
export const closeLayers = (stage: Stage): Layer[] => {
  const { scene, width, height } = stage
  const subject = scene.subjects[0]
  if (!subject) return []
  const person = isPerson(subject) || subject === 'face'
  if (!person && subject !== 'hands') return []
  const shape = layer(stage, {
    role: 'subject',
    depth: 0.8,
    paint(brush) {
      if (subject === 'hands') hands(brush, stage)
      else profile(brush, stage, subject === 'robot' || subject === 'child' ? subject : 'human')
    },
  })
  if (!scene.effects.includes('sparks')) return [shape]
  const flying = layer(stage, {
    role: 'air',
    depth: 0.84,
    paint: (brush) => sparks(brush, stage, { x: width * 0.5, y: height * 0.86, reach: height * 0.7 }),
  })
  return [shape, flying]
}

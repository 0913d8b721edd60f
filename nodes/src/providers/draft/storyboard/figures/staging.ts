import { isIndoors } from '../scene.ts'
import type { Stage } from '../stage.ts'
import type { Subject } from '../words.ts'

/** Heights as shares of the frame, in a wide shot of the open and of a room, and in a medium shot. */
const TALL: Readonly<Partial<Record<Subject, readonly [number, number, number]>>> = {
  child: [0.24, 0.36, 0.56],
  crowd: [0.2, 0.3, 0.5],
  horse: [0.34, 0.4, 0.6],
  dog: [0.16, 0.2, 0.36],
  cat: [0.13, 0.16, 0.3],
  wolf: [0.2, 0.24, 0.42],
  deer: [0.27, 0.32, 0.5],
  bird: [0.2, 0.2, 0.4],
  whale: [0.3, 0.3, 0.5],
  car: [0.13, 0.16, 0.24],
  train: [0.14, 0.16, 0.24],
  bicycle: [0.2, 0.26, 0.4],
  rocket: [0.5, 0.4, 0.7],
  balloon: [0.3, 0.3, 0.5],
  ship: [0.36, 0.3, 0.56],
  lighthouse: [0.5, 0.4, 0.7],
  tower: [0.4, 0.3, 0.6],
  house: [0.24, 0.26, 0.4],
  fire: [0.16, 0.2, 0.34],
  tree: [0.62, 0.5, 0.8],
  anvil: [0.16, 0.18, 0.3],
  book: [0.1, 0.12, 0.2],
  lamp: [0.5, 0.4, 0.7],
}
export const AFLOAT: ReadonlySet<Subject> = new Set(['ship', 'whale'])
export const ALOFT: ReadonlySet<Subject> = new Set(['balloon', 'bird', 'rocket'])

/** How tall a subject stands in this frame, in pixels. */
export const tallOf = (stage: Stage, subject: Subject): number => {
  const [wide, indoors, medium] = TALL[subject] ?? [0.34, 0.5, 0.74]
  const share =
    stage.scene.distance === 'close'
      ? medium * 1.4
      : stage.scene.distance === 'medium'
        ? medium
        : isIndoors(stage.scene.place) || stage.scene.place === 'street'
          ? indoors
          : wide
  return share * Math.min(stage.height, stage.width * 1.1)
}

/** y of where it stands, floats or flies. */
export const groundOf = (stage: Stage, subject: Subject): number => {
  const { horizon, height, scene } = stage
  const depth = scene.distance === 'wide' ? 0.56 : 0.96
  if (ALOFT.has(subject)) return horizon * (subject === 'balloon' ? 0.62 : subject === 'rocket' ? 1.2 : 0.42)
  if (AFLOAT.has(subject)) return horizon + (height - horizon) * 0.16
  if (subject === 'lighthouse' || subject === 'tower') return horizon + (height - horizon) * 0.12
  if (scene.place === 'city') return height * 0.865
  if (isIndoors(scene.place)) return height * 0.92
  if (scene.place === 'street') return height * 0.88
  return horizon + (height - horizon) * depth
}

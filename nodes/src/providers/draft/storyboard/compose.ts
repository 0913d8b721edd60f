import { airLayers } from './air.ts'
import { aerialLayers } from './places/aerial.ts'
import { cityLayers, villageLayers } from './places/buildings.ts'
import { castLayers } from './figures/cast.ts'
import { spaceLayers } from './places/space.ts'
import { forgeLayers } from './places/forge.ts'
import { libraryLayers } from './places/library.ts'
import { paletteOf } from './palette.ts'
import type { Random } from '../random.ts'
import { roomLayers } from './places/room.ts'
import { isIndoors } from './scene.ts'
import type { Scene } from './scene.ts'
import { skyLayers } from './sky.ts'
import type { Layer, Stage } from './stage.ts'
import { mountainLayers } from './places/mountains.ts'
import { streetLayers } from './places/street.ts'
import { duneLayers, hillLayers } from './places/terrain.ts'
import { forestLayers, meadowLayers } from './places/vegetation.ts'
import { riverLayer, seaLayers } from './places/water.ts'
import type { Place } from './words.ts'

interface Frame {
  readonly scene: Scene
  readonly width: number
  readonly height: number
  readonly random: Random
}

/** Where the horizon and the light are: how this take frames the scene. */
export const stageOf = ({ scene, width, height, random }: Frame): Stage => {
  const unit = Math.min(width, height) / 1000
  const side = random.fork('side').chance(0.5) ? 1 : -1
  const layout = random.fork('layout')
  const eye = { close: 0.56, medium: 0.54, wide: 0.6, aerial: 0.12 }[scene.distance] + layout.between(-0.04, 0.04)
  const horizon = height * (scene.place === 'street' || scene.place === 'library' ? 0.5 : eye)
  const low = { dawn: 0.86, morning: 0.5, noon: 0.2, golden: 0.82, dusk: 0.9, night: 0.36 }[scene.time]
  const x = width * (0.5 + side * layout.between(0.1, 0.24))
  return {
    scene,
    palette: paletteOf(scene, random.fork('palette')),
    width,
    height,
    unit,
    horizon,
    light: {
      x,
      y: horizon * (low + layout.between(-0.05, 0.05)),
      radius: { dawn: 62, morning: 44, noon: 40, golden: 66, dusk: 74, night: 46 }[scene.time] * unit,
    },
    side,
    random,
  }
}

const landOf = (stage: Stage, place: Place): Layer[] => {
  switch (place) {
    case 'city':
      return cityLayers(stage)
    case 'street':
      return streetLayers(stage)
    case 'forest':
      return forestLayers(stage)
    case 'sea':
      return seaLayers(stage)
    case 'mountains':
      return [...mountainLayers(stage), ...hillLayers(stage, { from: 0.45, to: 0.9, count: 3 })]
    case 'desert':
      return duneLayers(stage)
    case 'field':
      return [...hillLayers(stage, { from: 0.08, to: 0.2, count: 2 }), ...meadowLayers(stage)]
    case 'river':
      return [...hillLayers(stage, { from: 0.08, to: 0.46, count: 4 }), riverLayer(stage)]
    case 'village':
      return [...hillLayers(stage, { from: 0.08, to: 0.26, count: 3 }), ...villageLayers(stage)]
    case 'space':
      return spaceLayers(stage)
    case 'hills':
      return hillLayers(stage)
    case 'forge':
      return forgeLayers(stage)
    case 'library':
      return libraryLayers(stage)
    case 'interior':
      return roomLayers(stage)
  }
}

/** What is seen behind a place, kept far away. */
const beyond = (stage: Stage): Layer[] => {
  const { place, behind } = stage.scene
  const near = isIndoors(place)
  if (behind === undefined || isIndoors(behind)) return near ? hillLayers(stage, { count: 3, to: 0.4 }) : []
  if (behind === 'mountains') return mountainLayers(stage)
  if (behind === 'city' || behind === 'street') return cityLayers(stage, { near: false })
  if (!near || behind === place) return []
  return landOf(stage, behind)
}

/** The sheets of a picture, from the sky to the lens. */
export const layersOf = (stage: Stage): Layer[] => {
  const { distance, place } = stage.scene
  const land =
    distance === 'aerial' && place !== 'space' && !isIndoors(place)
      ? aerialLayers(stage)
      : [...skyLayers(stage), ...beyond(stage), ...landOf(stage, place)]
  const sheets = [...land, ...castLayers(stage), ...airLayers(stage)]
  return sheets.toSorted((a, b) => a.depth - b.depth)
}

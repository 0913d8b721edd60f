import { css, mix, shift } from './colour.ts'
import { sparks } from './air.ts'
import { drawBeast, drawBirds, drawWhale } from './creatures.ts'
import type { Figure } from './creatures.ts'
import { glow, lamp } from './light.ts'
import { closeLayers } from './close.ts'
import { drawPerson, eyesOf } from './people.ts'
import type { Body, Build } from './people.ts'
import { paintFire } from './fire.ts'
import { isIndoors, isPerson } from './scene.ts'
import { layer, sheet } from './stage.ts'
import type { Brush, Layer, Stage } from './stage.ts'
import {
  drawAnvil,
  drawBalloon,
  drawBicycle,
  drawBook,
  drawCar,
  drawHouse,
  drawLampPost,
  drawLighthouse,
  drawRocket,
  drawShip,
  drawTower,
  drawTrain,
} from './things.ts'
import { broadleaf } from './vegetation.ts'
import type { Subject } from './words.ts'

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
const BUILDS: Readonly<Partial<Record<Subject, Build>>> = {
  child: 'child',
  robot: 'robot',
  astronaut: 'astronaut',
  smith: 'smith',
}
const AFLOAT: ReadonlySet<Subject> = new Set(['ship', 'whale'])
const ALOFT: ReadonlySet<Subject> = new Set(['balloon', 'bird', 'rocket'])

const tallOf = (stage: Stage, subject: Subject): number => {
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

const groundOf = (stage: Stage, subject: Subject): number => {
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

const bodies = (brush: Brush, stage: Stage, { subject, figure }: { subject: Subject; figure: Figure }): Body => {
  const body: Body = { ...figure, pose: stage.scene.pose }
  const build = BUILDS[subject] ?? 'grown'
  const count = subject === 'crowd' ? 9 : subject === 'couple' ? 2 : 1
  for (let index = count - 1; index > 0; index -= 1) {
    const step = Math.ceil(index / 2) * (index % 2 ? 1 : -1)
    drawPerson(
      brush,
      {
        ...body,
        x: body.x + step * body.tall * (subject === 'couple' ? 0.32 : 0.4),
        tall: body.tall * figure.random.between(0.86, 1.06),
        pose: index % 3 === 0 ? 'stand' : body.pose,
        facing: subject === 'couple' ? (body.facing === 1 ? -1 : 1) : body.facing,
      },
      build,
    )
  }
  drawPerson(brush, body, build)
  if (subject === 'smith')
    drawAnvil(brush, {
      ...figure,
      x: figure.x + figure.facing * figure.tall * 0.36,
      y: figure.y - figure.tall * 0.14,
      tall: figure.tall * 0.26,
    })
  return body
}

const draw = (brush: Brush, stage: Stage, { subject, figure }: { subject: Subject; figure: Figure }): void => {
  if (isPerson(subject)) {
    bodies(brush, stage, { subject, figure })
    return
  }
  switch (subject) {
    case 'horse':
    case 'deer':
    case 'wolf':
    case 'dog':
    case 'cat':
      return drawBeast(brush, { ...figure, tall: figure.tall * 0.66 }, subject)
    case 'bird':
      return drawBirds(brush, figure, 9)
    case 'whale':
      return drawWhale(brush, figure)
    case 'car':
      return drawCar(brush, figure)
    case 'train':
      return drawTrain(brush, figure)
    case 'bicycle':
      return drawBicycle(brush, figure)
    case 'rocket':
      return drawRocket(brush, figure)
    case 'balloon': {
      drawBalloon(brush, { ...figure, x: stage.width - figure.x, y: figure.y * 0.8, tall: figure.tall * 0.42 })
      drawBalloon(brush, {
        ...figure,
        x: figure.x + stage.width * 0.2 * stage.side,
        y: figure.y * 1.3,
        tall: figure.tall * 0.26,
      })
      return drawBalloon(brush, figure)
    }
    case 'ship':
      return drawShip(brush, figure)
    case 'lighthouse':
      return drawLighthouse(brush, figure)
    case 'tower':
      return drawTower(brush, figure)
    case 'house':
      return drawHouse(brush, figure)
    case 'anvil':
      return drawAnvil(brush, figure)
    case 'book':
      return drawBook(brush, figure)
    case 'lamp':
      return drawLampPost(brush, figure)
    case 'tree':
      return broadleaf(brush, figure)
    default:
      return undefined
  }
}

/** Light along the edge that faces it: the shape, less the shape moved away from the light. */
const rim = (stage: Stage, shape: Layer['canvas'], thick: number) => {
  const { canvas, brush } = sheet(stage)
  brush.drawImage(shape, 0, 0)
  brush.globalCompositeOperation = 'source-in'
  brush.fillStyle = css(mix(stage.palette.light, { l: 1, a: 0, b: 0 }, 0.15))
  brush.fillRect(0, 0, stage.width, stage.height)
  brush.globalCompositeOperation = 'destination-out'
  brush.drawImage(shape, -stage.side * thick, thick * 0.55)
  return canvas
}

/** What shines by itself: eyes, windows, lanterns, flames. */
const shine = (brush: Brush, stage: Stage, { subject, figure }: { subject: Subject; figure: Figure }): void => {
  const { palette, unit, scene } = stage
  const { x, y, tall, facing } = figure
  if (subject === 'robot' || subject === 'astronaut') {
    const eye = eyesOf({ ...figure, pose: scene.pose })
    const colour = subject === 'robot' ? { l: 0.85, a: -0.1, b: -0.06 } : palette.light
    lamp(brush, { ...eye, radius: tall * 0.1, colour, strength: 0.9 })
  }
  if (subject === 'fire') paintFire(brush, stage, { x, y, tall })
  if (subject === 'lamp')
    lamp(brush, {
      x: x + facing * tall * 0.2,
      y: y - tall * 0.85,
      radius: 190 * unit,
      colour: palette.glow,
      strength: 0.9,
    })
  if (subject === 'lighthouse')
    lamp(brush, { x, y: y - tall * 0.83, radius: 330 * unit, colour: palette.glow, strength: 0.95 })
  if (subject === 'car')
    lamp(brush, {
      x: x + facing * tall * 1.46,
      y: y - tall * 0.46,
      radius: 150 * unit,
      colour: palette.glow,
      strength: 0.9,
    })
  if (subject === 'train')
    lamp(brush, {
      x: x + facing * tall * 1.24,
      y: y - tall * 0.6,
      radius: 150 * unit,
      colour: palette.glow,
      strength: 0.9,
    })
  if (subject === 'rocket') {
    glow(brush, { x, y, radius: tall * 0.7, colour: { l: 0.86, a: 0.05, b: 0.13 }, strength: 0.9 })
    brush.save()
    brush.translate(x, y)
    brush.scale(1, -1)
    paintFire(brush, stage, { x: 0, y: 0, tall: tall * 0.5 })
    brush.restore()
  }
  if (subject === 'house') {
    for (const at of [-0.26, 0.2]) {
      brush.fillStyle = css(palette.glow)
      brush.fillRect(x + at * tall, y - tall * 0.38, tall * 0.14, tall * 0.16)
      glow(brush, {
        x: x + (at + 0.07) * tall,
        y: y - tall * 0.3,
        radius: tall * 0.5,
        colour: palette.glow,
        strength: 0.6,
      })
    }
  }
  if (subject === 'smith' || (subject === 'anvil' && scene.effects.includes('sparks'))) {
    const anvil = subject === 'smith' ? { x: x + facing * tall * 0.36, y: y - tall * 0.4 } : { x, y: y - tall }
    brush.fillStyle = css({ l: 0.9, a: 0.03, b: 0.14 })
    brush.fillRect(anvil.x - tall * 0.07, anvil.y - tall * 0.022, tall * 0.13, tall * 0.03)
    sparks(brush, stage, { ...anvil, reach: tall * 0.62 })
  }
}

/** The coloured cloth of balloons, in stripes from the crown. */
const gores = (brush: Brush, stage: Stage, { x, y, tall }: Figure): void => {
  const { palette, width, side } = stage
  const cloth = (spot: { x: number; y: number; tall: number }, turn: number) => {
    const top = spot.y - spot.tall
    for (let gore = -4; gore <= 4; gore += 1) {
      const own = gore % 2 === 0 ? shift(palette.accent, { turn, light: 0.92 }) : mix(palette.light, palette.glow, 0.3)
      const facing = 0.66 + 0.34 * (gore / 4) * side
      brush.fillStyle = css(shift(mix(own, palette.haze, 0.12), { light: facing }))
      brush.beginPath()
      brush.moveTo(spot.x, top - spot.tall * 0.02)
      brush.quadraticCurveTo(
        spot.x + (gore - 0.5) * spot.tall * 0.19,
        top + spot.tall * 0.3,
        spot.x + (gore - 0.5) * spot.tall * 0.025,
        top + spot.tall * 0.76,
      )
      brush.lineTo(spot.x + (gore + 0.5) * spot.tall * 0.025, top + spot.tall * 0.76)
      brush.quadraticCurveTo(
        spot.x + (gore + 0.5) * spot.tall * 0.19,
        top + spot.tall * 0.3,
        spot.x,
        top - spot.tall * 0.02,
      )
      brush.fill()
    }
  }
  cloth({ x: width - x, y: y * 0.8, tall: tall * 0.42 }, 60)
  cloth({ x: x + width * 0.2 * side, y: y * 1.3, tall: tall * 0.26 }, -60)
  cloth({ x, y, tall }, 0)
}

const shadow = (brush: Brush, stage: Stage, { x, y, tall }: Figure): void => {
  const { palette, side } = stage
  const cast = brush.createRadialGradient(0, 0, 0, 0, 0, 1)
  cast.addColorStop(0, css(shift(palette.near, { light: 0.7 }), 0.6))
  cast.addColorStop(1, css(palette.near, 0))
  brush.save()
  brush.translate(x - side * tall * 0.24, y + tall * 0.012)
  brush.scale(tall * 0.56, tall * 0.055)
  brush.fillStyle = cast
  brush.fillRect(-1, -1, 2, 2)
  brush.restore()
}

/** Who is in the picture, on a third of it, dark against the light with its edge lit. */
export const castLayers = (stage: Stage): Layer[] => {
  const { scene, width, palette, unit, side } = stage
  const close = scene.distance === 'close' ? closeLayers(stage) : []
  if (close.length > 0) return close
  if (scene.distance === 'aerial') return []
  return scene.subjects.flatMap((subject, index) => {
    const random = stage.random.fork(`cast ${index}`)
    const tall = tallOf(stage, subject)
    const thirds = index === 0 ? (side < 0 ? 0.62 : 0.38) : index === 1 ? (side < 0 ? 0.26 : 0.74) : 0.5
    const x = width * (thirds + random.between(-0.045, 0.045))
    const towards = stage.light.x > x ? 1 : -1
    const figure: Figure = {
      x,
      y: groundOf(stage, subject),
      tall,
      facing: random.chance(0.7) ? towards : towards === 1 ? -1 : 1,
      random,
    }
    const role = 'subject'
    const depth = 0.7 + index * 0.02
    const shape = layer(stage, {
      role,
      depth,
      paint(brush) {
        brush.fillStyle = css(shift(mix(palette.near, palette.haze, 0.04), { light: 0.86 }))
        draw(brush, stage, { subject, figure: { ...figure, random: random.fork('shape') } })
        brush.globalCompositeOperation = 'source-atop'
        if (subject === 'balloon') gores(brush, stage, figure)
        const lift = brush.createLinearGradient(0, figure.y - tall, 0, figure.y)
        lift.addColorStop(0, css(palette.haze, 0.05))
        lift.addColorStop(1, css(mix(palette.haze, palette.ground, 0.5), 0.14))
        brush.fillStyle = lift
        brush.fillRect(0, 0, width, stage.height)
      },
    })
    const lit = layer(stage, {
      role,
      depth: depth + 0.005,
      paint(brush) {
        if (!ALOFT.has(subject) && !AFLOAT.has(subject) && scene.place !== 'space') shadow(brush, stage, figure)
        brush.drawImage(shape.canvas, 0, 0)
        brush.globalAlpha = scene.weather === 'storm' || scene.weather === 'fog' ? 0.55 : 0.9
        brush.drawImage(rim(stage, shape.canvas, Math.max(1.6, tall * 0.0085)), 0, 0)
        brush.globalAlpha = 0.35
        brush.filter = `blur(${(3 * unit).toFixed(1)}px)`
        brush.globalCompositeOperation = 'source-atop'
        brush.drawImage(rim(stage, shape.canvas, tall * 0.022), 0, 0)
        brush.filter = 'none'
      },
    })
    const own = layer(stage, {
      role: 'air',
      depth: depth + 0.01,
      paint: (brush) => shine(brush, stage, { subject, figure }),
    })
    return [lit, own]
  })
}

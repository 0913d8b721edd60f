import { balloons } from './balloons.ts'
import { drawBeast } from './beasts.ts'
import { drawBirds, drawWhale } from './creatures.ts'
import type { Figure } from './figure.ts'
import { drawAnvil, drawBook, drawCandle, drawHouse, drawLampPost, drawLighthouse, drawTower } from './landmarks.ts'
import { drawPerson } from './people.ts'
import type { Body, Build } from './people.ts'
import { isIndoors, isPerson } from '../scene.ts'
import type { Brush, Stage } from '../stage.ts'
import { broadleaf } from '../places/vegetation.ts'
import { drawBalloon, drawBicycle, drawCar, drawRocket, drawShip, drawTrain } from './vehicles.ts'
import type { Subject } from '../words.ts'

const BUILDS: Readonly<Partial<Record<Subject, Build>>> = {
  child: 'child',
  robot: 'robot',
  astronaut: 'astronaut',
  smith: 'smith',
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

/** The shape of a subject, in the brush's fill. What is only light (a fire) has none. */
export const drawSubject = (
  brush: Brush,
  stage: Stage,
  { subject, figure }: { subject: Subject; figure: Figure },
): void => {
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
    case 'balloon':
      for (const spot of balloons(stage, figure)) drawBalloon(brush, { ...figure, ...spot })
      return
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
      return isIndoors(stage.scene.place) ? drawCandle(brush, figure) : drawLampPost(brush, figure)
    case 'tree':
      return broadleaf(brush, figure, { fine: true })
    default:
      return undefined
  }
}

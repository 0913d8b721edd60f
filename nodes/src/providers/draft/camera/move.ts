export const MOVES = [
  'static',
  'push_in',
  'pull_out',
  'pan_left',
  'pan_right',
  'tilt_up',
  'tilt_down',
  'crane_up',
  'crane_down',
  'dolly_left',
  'dolly_right',
] as const
export type Move = (typeof MOVES)[number]

export const MOVE_LABELS: Readonly<Record<Move, string>> = {
  static: 'Static',
  push_in: 'Push in',
  pull_out: 'Pull out',
  pan_left: 'Pan left',
  pan_right: 'Pan right',
  tilt_up: 'Tilt up',
  tilt_down: 'Tilt down',
  crane_up: 'Crane up',
  crane_down: 'Crane down',
  dolly_left: 'Dolly left',
  dolly_right: 'Dolly right',
}

/** Fractions of the image's width and height: 0, 0 is its top left. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The part of the image that fills the frame. Its sides need not be parallel: that is what gives a move its perspective. */
export interface Framing {
  readonly topLeft: Point
  readonly topRight: Point
  readonly bottomLeft: Point
  readonly bottomRight: Point
}

export const CORNERS = [
  'topLeft',
  'topRight',
  'bottomLeft',
  'bottomRight',
] as const satisfies readonly (keyof Framing)[]

export interface Travel {
  readonly from: Framing
  readonly to: Framing
}

const WHOLE: Framing = {
  topLeft: { x: 0, y: 0 },
  topRight: { x: 1, y: 0 },
  bottomLeft: { x: 0, y: 1 },
  bottomRight: { x: 1, y: 1 },
}

const centred = (size: number): Framing => {
  const near = (1 - size) / 2
  const far = 1 - near
  return {
    topLeft: { x: near, y: near },
    topRight: { x: far, y: near },
    bottomLeft: { x: near, y: far },
    bottomRight: { x: far, y: far },
  }
}

const mirrored = (framing: Framing): Framing => {
  const flip = ({ x, y }: Point): Point => ({ x: 1 - x, y })
  return {
    topLeft: flip(framing.topRight),
    topRight: flip(framing.topLeft),
    bottomLeft: flip(framing.bottomRight),
    bottomRight: flip(framing.bottomLeft),
  }
}

/** A turn of the head to the left end of the image: the side that is turned towards is foreshortened. */
const turnedLeft = (reach: number): Framing => {
  const width = 1 - reach
  const inset = reach / 2
  const keystone = reach * 0.12
  return {
    topLeft: { x: 0, y: inset - keystone },
    topRight: { x: width, y: inset + keystone },
    bottomLeft: { x: 0, y: 1 - inset + keystone },
    bottomRight: { x: width, y: 1 - inset - keystone },
  }
}

const turnedUp = (reach: number): Framing => {
  const height = 1 - reach
  const inset = reach / 2
  const keystone = reach * 0.12
  return {
    topLeft: { x: inset - keystone, y: 0 },
    topRight: { x: 1 - inset + keystone, y: 0 },
    bottomLeft: { x: inset + keystone, y: height },
    bottomRight: { x: 1 - inset - keystone, y: height },
  }
}

const turnedDown = (reach: number): Framing => {
  const height = 1 - reach
  const inset = reach / 2
  const keystone = reach * 0.12
  return {
    topLeft: { x: inset + keystone, y: reach },
    topRight: { x: 1 - inset - keystone, y: reach },
    bottomLeft: { x: inset - keystone, y: reach + height },
    bottomRight: { x: 1 - inset + keystone, y: reach + height },
  }
}

/** On rails to the left. What is near, low in the frame, passes faster than the horizon: the window shears as it slides. */
const trackedLeft = (reach: number): Framing => {
  const width = 1 - reach
  const inset = reach / 2
  const lag = reach * 0.3
  return {
    topLeft: { x: lag, y: inset },
    topRight: { x: lag + width, y: inset },
    bottomLeft: { x: 0, y: 1 - inset },
    bottomRight: { x: width, y: 1 - inset },
  }
}

/** At the foot of the image, close to the ground, which spreads towards the lens. */
const low = (reach: number): Framing => {
  const height = 1 - reach * 1.15
  const inset = reach * 0.62
  return {
    topLeft: { x: inset - reach * 0.3, y: 1 - height },
    topRight: { x: 1 - inset + reach * 0.3, y: 1 - height },
    bottomLeft: { x: inset, y: 1 },
    bottomRight: { x: 1 - inset, y: 1 },
  }
}

/** At the head of the image and a little further away, looking down: the top leans back. */
const high = (reach: number): Framing => {
  const height = 1 - reach * 0.7
  return {
    topLeft: { x: reach * 0.5, y: 0 },
    topRight: { x: 1 - reach * 0.5, y: 0 },
    bottomLeft: { x: reach * 0.12, y: height },
    bottomRight: { x: 1 - reach * 0.12, y: height },
  }
}

/** Where a move starts and ends. `strength` is 0 (hardly any) to 1 (sweeping). */
export const travel = (move: Move, strength: number): Travel => {
  const reach = 0.06 + 0.22 * strength
  const zoomed = 1 - (0.07 + 0.25 * strength)
  switch (move) {
    case 'static':
      return { from: WHOLE, to: WHOLE }
    case 'push_in':
      return { from: WHOLE, to: centred(zoomed) }
    case 'pull_out':
      return { from: centred(zoomed), to: WHOLE }
    case 'pan_left':
      return { from: mirrored(turnedLeft(reach)), to: turnedLeft(reach) }
    case 'pan_right':
      return { from: turnedLeft(reach), to: mirrored(turnedLeft(reach)) }
    case 'tilt_up':
      return { from: turnedDown(reach), to: turnedUp(reach) }
    case 'tilt_down':
      return { from: turnedUp(reach), to: turnedDown(reach) }
    case 'crane_up':
      return { from: low(reach), to: high(reach) }
    case 'crane_down':
      return { from: high(reach), to: low(reach) }
    case 'dolly_left':
      return { from: mirrored(trackedLeft(reach)), to: trackedLeft(reach) }
    case 'dolly_right':
      return { from: trackedLeft(reach), to: mirrored(trackedLeft(reach)) }
  }
}

import type { Pose } from '../words.ts'

export type Spot = readonly [number, number]

export interface Bones {
  readonly hip: Spot
  readonly neck: Spot
  readonly head: Spot
  /** Elbow and hand, the far arm first. */
  readonly arms: readonly [readonly [Spot, Spot], readonly [Spot, Spot]]
  /** Knee and foot, the far leg first. */
  readonly legs: readonly [readonly [Spot, Spot], readonly [Spot, Spot]]
}

// heights of a grown person from the ground, facing right
export const BONES: Readonly<Record<Pose, Bones>> = {
  stand: {
    hip: [0, 0.52],
    neck: [0.01, 0.83],
    head: [0.018, 0.925],
    arms: [
      [
        [-0.1, 0.66],
        [-0.085, 0.5],
      ],
      [
        [0.1, 0.66],
        [0.11, 0.5],
      ],
    ],
    legs: [
      [
        [-0.045, 0.28],
        [-0.055, 0.02],
      ],
      [
        [0.05, 0.28],
        [0.075, 0.02],
      ],
    ],
  },
  walk: {
    hip: [0, 0.51],
    neck: [0.03, 0.82],
    head: [0.05, 0.915],
    arms: [
      [
        [0.1, 0.68],
        [0.17, 0.56],
      ],
      [
        [-0.07, 0.66],
        [-0.12, 0.52],
      ],
    ],
    legs: [
      [
        [0.08, 0.3],
        [0.19, 0.03],
      ],
      [
        [-0.03, 0.27],
        [-0.17, 0.06],
      ],
    ],
  },
  run: {
    hip: [0, 0.52],
    neck: [0.1, 0.8],
    head: [0.15, 0.885],
    arms: [
      [
        [0.2, 0.68],
        [0.3, 0.78],
      ],
      [
        [-0.05, 0.68],
        [-0.14, 0.57],
      ],
    ],
    legs: [
      [
        [0.17, 0.42],
        [0.16, 0.17],
      ],
      [
        [-0.09, 0.32],
        [-0.31, 0.3],
      ],
    ],
  },
  sit: {
    hip: [-0.05, 0.3],
    neck: [0, 0.6],
    head: [0.03, 0.695],
    arms: [
      [
        [0.08, 0.45],
        [0.2, 0.37],
      ],
      [
        [0.05, 0.43],
        [0.18, 0.33],
      ],
    ],
    legs: [
      [
        [0.2, 0.31],
        [0.24, 0.03],
      ],
      [
        [0.17, 0.29],
        [0.18, 0.02],
      ],
    ],
  },
  strike: {
    hip: [-0.02, 0.5],
    neck: [0.06, 0.8],
    head: [0.1, 0.885],
    arms: [
      [
        [0.17, 0.66],
        [0.28, 0.56],
      ],
      [
        [-0.03, 0.93],
        [0.09, 1.08],
      ],
    ],
    legs: [
      [
        [0.12, 0.29],
        [0.15, 0.02],
      ],
      [
        [-0.08, 0.27],
        [-0.17, 0.02],
      ],
    ],
  },
  reach: {
    hip: [0, 0.52],
    neck: [0.02, 0.83],
    head: [0.045, 0.925],
    arms: [
      [
        [0.16, 0.8],
        [0.25, 0.96],
      ],
      [
        [-0.1, 0.67],
        [-0.15, 0.53],
      ],
    ],
    legs: [
      [
        [0.06, 0.28],
        [0.12, 0.02],
      ],
      [
        [-0.04, 0.27],
        [-0.08, 0.02],
      ],
    ],
  },
}

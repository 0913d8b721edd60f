/**
 * A part of the speed is there from the first frame to the last, so that a cut never lands on a standing picture; the rest
 * swells and fades.
 */
const STEADY = 0.3

/** How far a move has come, 0 to 1, at the time `t` of 0 to 1. */
export const ease = (t: number): number => STEADY * t + (1 - STEADY) * t * t * (3 - 2 * t)

/** `ease` for ffmpeg, of an expression that gives the time. */
export const easeExpression = (t: string): string => `(${STEADY}*(${t})+${1 - STEADY}*(${t})*(${t})*(3-2*(${t})))`

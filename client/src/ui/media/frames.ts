interface Clip {
  readonly seconds: number
  readonly fps: number
  readonly duration: number
}

/** The number of the frame that is shown at a time. The hair forgives players that report just before its start. */
export const frameAt = ({ seconds, fps }: { readonly seconds: number; readonly fps: number }): number =>
  Math.max(0, Math.floor(seconds * fps + 1e-3))

/** Where to seek to be `frames` further: into the middle of that frame, where every player shows it. */
export function stepFrames({ seconds, fps, duration }: Clip, frames: number): number {
  const last = Math.max(0, Math.round(duration * fps) - 1)
  const frame = Math.min(last, Math.max(0, frameAt({ seconds, fps }) + frames))
  return (frame + 0.5) / fps
}

/** Seconds inside a film of that length; 0 where the length is not known. */
export const within = (duration: number, seconds: number): number =>
  Math.min(Number.isFinite(duration) ? duration : 0, Math.max(0, seconds))

const fastest = 8

/** The next speed of J (backwards) and L (forwards): each press doubles, the other direction starts anew. */
export function shuttle(speed: number, direction: 1 | -1): number {
  if (speed * direction <= 0) return direction
  return Math.min(fastest, Math.abs(speed) * 2) * direction
}

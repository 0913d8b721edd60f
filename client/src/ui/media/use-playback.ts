import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { shuttle, stepFrames, within } from './frames.ts'
import { takeStage } from './one-plays.ts'

export interface Playback {
  readonly seconds: number
  readonly duration: number
  readonly playing: boolean
  readonly muted: boolean
  /** Why it cannot be played. */
  readonly problem: string | undefined
  toggle(): void
  pause(): void
  seek(seconds: number): void
  step(frames: number): void
  shuttle(direction: 1 | -1): void
  setMuted(muted: boolean): void
}

interface PlaybackQuestion {
  readonly src: string
  /** Frames a second, for steps. */
  readonly fps: number
  /** Known from the asset before the file has loaded. */
  readonly duration?: number | undefined
}

/** One player's state and moves, for sound and film. Give `ref` to the element. */
export function usePlayback<Media extends HTMLMediaElement>(
  ref: RefObject<Media | null>,
  { src, fps, duration: known }: PlaybackQuestion,
): Playback {
  const [seconds, setSeconds] = useState(0)
  const [duration, setDuration] = useState(known ?? Number.NaN)
  const [playing, setPlaying] = useState(false)
  const [muted, setMutedState] = useState(false)
  const [problem, setProblem] = useState<string>()
  // Speed of the shuttle; browsers do not play backwards, so below 0 we seek ourselves.
  const speed = useRef(0)
  const [backwards, setBackwards] = useState(0)

  useEffect(() => {
    const media = ref.current
    if (!media) return
    const read = () => setSeconds(media.currentTime)
    const readLength = () => setDuration(Number.isFinite(media.duration) ? media.duration : (known ?? Number.NaN))
    const started = () => {
      takeStage(media)
      setPlaying(true)
    }
    const stopped = () => setPlaying(false)
    const failed = () => setProblem('This file cannot be played')
    const loaded = () => setProblem(undefined)
    const listeners: readonly (readonly [string, () => void])[] = [
      ['timeupdate', read],
      ['emptied', read],
      ['seeking', read],
      ['seeked', read],
      ['loadedmetadata', readLength],
      ['durationchange', readLength],
      ['loadeddata', loaded],
      ['play', started],
      ['pause', stopped],
      ['ended', stopped],
      ['error', failed],
    ]
    for (const [name, listener] of listeners) media.addEventListener(name, listener)
    if (media.readyState > 0) readLength()
    return () => {
      for (const [name, listener] of listeners) media.removeEventListener(name, listener)
    }
  }, [ref, src, known])

  // `timeupdate` comes four times a second; a bar that moves wants every frame.
  useEffect(() => {
    if (!playing && backwards === 0) return
    let last = performance.now()
    let frame = requestAnimationFrame(function tick(now) {
      const media = ref.current
      if (!media) return
      if (backwards !== 0) {
        media.currentTime = within(media.duration, media.currentTime + ((now - last) / 1000) * backwards)
        if (media.currentTime === 0) setBackwards(0)
      }
      last = now
      setSeconds(media.currentTime)
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [ref, playing, backwards])

  const play = useCallback(
    (rate: number) => {
      const media = ref.current
      if (!media) return
      speed.current = rate
      setBackwards(Math.min(0, rate))
      if (rate <= 0) return media.pause()
      media.playbackRate = rate
      // A pause or a new source before it begins rejects the promise: nothing that anybody needs to hear of.
      media.play().catch(() => setPlaying(false))
    },
    [ref],
  )
  const pause = useCallback(() => play(0), [play])
  const seek = useCallback(
    (to: number) => {
      const media = ref.current
      if (!media) return
      media.currentTime = within(media.duration, to)
      setSeconds(media.currentTime)
    },
    [ref],
  )
  const step = (frames: number) => {
    const media = ref.current
    if (!media || !Number.isFinite(media.duration)) return
    pause()
    seek(stepFrames({ seconds: media.currentTime, fps, duration: media.duration }, frames))
  }
  const setMuted = (next: boolean) => {
    if (ref.current) ref.current.muted = next
    setMutedState(next)
  }
  const active = playing || backwards !== 0
  return {
    seconds,
    duration,
    playing: active,
    muted,
    problem,
    toggle: () => play(active ? 0 : 1),
    pause,
    seek,
    step,
    shuttle: (direction) => play(shuttle(active ? speed.current : 0, direction)),
    setMuted,
  }
}

import { useRef } from 'react'
import { useStore } from 'zustand'
import { laneBoard } from './lane-board.ts'
import { pausedIn, queueOf, type PausedLane, type StepQueue } from './paused-lanes.ts'

/** The queue in which a step of a run waits; the same object until something of it changes. */
export const useStepQueue = (run: string | undefined, node: string): StepQueue | undefined => {
  const same = useSame<StepQueue | undefined>()
  return useStore(laneBoard, ({ lanes }) => same(run === undefined ? undefined : queueOf(lanes, { run, node })))
}

/** The paused accounts that hold up a run. */
export const usePausedIn = (run: string): readonly PausedLane[] => {
  const same = useSame<readonly PausedLane[]>()
  return useStore(laneBoard, ({ lanes }) => same(pausedIn(lanes, run)))
}

/** Lanes are told several times a second; what says the same as before is given as what it was before. */
const useSame = <T>(): ((next: T) => T) => {
  const last = useRef<{ readonly text: string | undefined; readonly value: T }>(undefined)
  return (next) => {
    const text = JSON.stringify(next)
    if (last.current && last.current.text === text) return last.current.value
    last.current = { text, value: next }
    return next
  }
}

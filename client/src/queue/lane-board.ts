import { errorBody, listLanes, type ErrorBody, type LaneState } from '@reelgraph/shared'
import { createStore } from 'zustand/vanilla'
import { call } from '../api/call.ts'
import { socket } from '../api/live.ts'
import { refreshing } from '../library/refreshing.ts'

interface LaneBoard {
  /** Nothing until the first answer. */
  readonly lanes: readonly LaneState[] | undefined
  readonly error: ErrorBody | undefined
}

/** What runs and waits at every provider account. */
export const laneBoard = createStore<LaneBoard>(() => ({ lanes: undefined, error: undefined }))

export const loadLanes = async (): Promise<void> => {
  try {
    const { lanes } = await call(listLanes)
    laneBoard.setState({ lanes, error: undefined })
  } catch (thrown) {
    laneBoard.setState({ error: errorBody(thrown) })
  }
}

/** Knows it for as long as somebody looks. @returns a function that ends it. */
export const followLanes = (): (() => void) => {
  const stopLoading = refreshing(loadLanes)
  const stopWatching = socket.watchLanes((lanes) => laneBoard.setState({ lanes, error: undefined }))
  return () => {
    stopLoading()
    stopWatching()
  }
}

/** Puts the answer to a change in its place. */
export const knowLane = (lane: LaneState): void =>
  laneBoard.setState(({ lanes }) => ({ lanes: lanes?.map((known) => (known.id === lane.id ? lane : known)) }))

export const waitingIn = (lanes: readonly LaneState[] | undefined): number =>
  (lanes ?? []).reduce((sum, { waiting }) => sum + waiting, 0)

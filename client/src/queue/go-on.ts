import { resumeLane } from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { announce } from '../ui/announce.ts'
import { knowLane } from './lane-board.ts'
import type { PausedLane } from './paused-lanes.ts'
import { reported } from './reported.ts'

/** Lets accounts go on now, whoever wanted them to wait. */
export const goOn = (lanes: readonly Pick<PausedLane, 'id' | 'title'>[]): Promise<boolean> =>
  reported(async () => {
    for (const { id, title } of lanes) {
      knowLane(await call(resumeLane, { params: { id } }))
      announce(`${title} goes on`)
    }
  })

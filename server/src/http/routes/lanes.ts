import { changeLane, fail, listLanes, pauseLane, resumeLane, type LaneState } from '@reelgraph/shared'
import type { LaneDesk, LaneSettings } from '../../engine/lanes.ts'
import { implement, type Api } from '../implement.ts'

interface LaneRouteParts {
  readonly engine: LaneDesk
}

export const laneRoutes = (api: Api, { engine }: LaneRouteParts): void => {
  const change = (id: string, wish: LaneSettings): LaneState => {
    const lane = engine.changeLane(id, wish)
    if (lane) return lane.state()
    throw fail('not-found', `There is no lane “${id}”.`, { hint: 'A lane is called like its provider.' })
  }

  implement(api, listLanes, async () => ({ lanes: engine.lanes() }))
  implement(api, pauseLane, async ({ params }) => change(params.id, { paused: true }))
  implement(api, resumeLane, async ({ params }) => change(params.id, { paused: false }))
  implement(api, changeLane, async ({ params, body }) => change(params.id, body))
}

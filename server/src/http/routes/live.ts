import { liveList } from '@reelgraph/shared'
import type { LiveLists } from '../../live/live-lists.ts'
import { implement, type Api } from '../implement.ts'

export const liveRoutes = (api: Api, { live }: { readonly live: Pick<LiveLists, 'list'> }): void =>
  implement(api, liveList, ({ params: { id } }) => live.list(id))

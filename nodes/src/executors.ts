import type { JobExecutor, Json, QuickExecutor } from '@reelgraph/shared'
import type { models } from './catalog.ts'

type Model = (typeof models)[number]

/** Loaded when the model first runs, so that a server starts without every SDK. */
type Load<M extends Model> = () => Promise<{ readonly executor: QuickExecutor<M> | JobExecutor<M, Json> }>

/** Only the server loads these. A model without an executor does not compile. */
export const executors: { readonly [M in Model as M['id']]: Load<M> } = {
  'draft/storyboard': () => import('./providers/draft/storyboard/executor.ts'),
  'draft/camera': () => import('./providers/draft/camera/executor.ts'),
  'draft/voice': () => import('./providers/draft/voice/executor.ts'),
  'draft/music': () => import('./providers/draft/music/executor.ts'),
  'local/ffmpeg': () => import('./providers/local/ffmpeg/executor.ts'),
}

import type { JobExecutor, Json, ModelDefinition, QuickExecutor } from '@reelgraph/shared'
import type { models } from './catalog.ts'
import type { imageExecutor } from './providers/fal/image-executor.ts'
import * as falImages from './providers/fal/image-models.ts'

type Model = (typeof models)[number]

/** Loaded when the model first runs, so that a server starts without every SDK. */
type Load<M extends ModelDefinition> = () => Promise<{ readonly executor: QuickExecutor<M> | JobExecutor<M, Json> }>

/** A family: one executor, made for the row of the model. */
const falImage = (row: Parameters<typeof imageExecutor>[0]) => async () => ({
  executor: (await import('./providers/fal/image-executor.ts')).imageExecutor(row),
})

/** Only the server loads these. A model without an executor does not compile. */
export const executors: { readonly [M in Model as M['id']]: Load<M> } = {
  'draft/storyboard': () => import('./providers/draft/storyboard/executor.ts'),
  'draft/camera': () => import('./providers/draft/camera/executor.ts'),
  'draft/voice': () => import('./providers/draft/voice/executor.ts'),
  'draft/music': () => import('./providers/draft/music/executor.ts'),
  'local/ffmpeg': () => import('./providers/local/ffmpeg/executor.ts'),
  'fal/flux-dev': falImage(falImages.fluxDev),
  'fal/flux-schnell': falImage(falImages.fluxSchnell),
}

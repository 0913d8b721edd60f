import { createCatalog, type ModelDefinition, type NodeDefinition, type ProviderDefinition } from '@reelgraph/shared'
import { assembly } from './kinds/assembly/definition.ts'
import { audio } from './kinds/audio/definition.ts'
import { group } from './kinds/group/definition.ts'
import { image } from './kinds/image/definition.ts'
import { importMedia } from './kinds/import/definition.ts'
import { note } from './kinds/note/definition.ts'
import { text } from './kinds/text/definition.ts'
import { video } from './kinds/video/definition.ts'
import { draftCamera } from './providers/draft/camera/definition.ts'
import { draftMusic } from './providers/draft/music/definition.ts'
import { draft } from './providers/draft/provider.ts'
import { draftStoryboard } from './providers/draft/storyboard/definition.ts'
import { draftVoice } from './providers/draft/voice/definition.ts'
import { fluxDev, fluxSchnell } from './providers/fal/image-models.ts'
import { fal } from './providers/fal/provider.ts'
import { localFfmpeg } from './providers/local/ffmpeg/definition.ts'
import { local } from './providers/local/provider.ts'

/** In the order of the palette. */
export const kinds = [
  text,
  importMedia,
  image,
  video,
  audio,
  assembly,
  note,
  group,
] as const satisfies readonly NodeDefinition[]

/** In the order of the model picker. */
export const models = [
  draftStoryboard,
  draftCamera,
  draftVoice,
  draftMusic,
  localFfmpeg,
  fluxDev.definition,
  fluxSchnell.definition,
] as const satisfies readonly ModelDefinition[]

export const providers = [draft, local, fal] as const satisfies readonly ProviderDefinition[]

/** Everything that can be put on a canvas. Loads no executor and no SDK. */
export const catalog = createCatalog({ kinds, models, providers })

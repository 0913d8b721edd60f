import { createCatalog, type ModelDefinition, type NodeDefinition, type ProviderDefinition } from '@reelgraph/shared'
import { modelEnds } from './ended/model-ends.ts'
import { assembly } from './kinds/assembly/definition.ts'
import { audio } from './kinds/audio/definition.ts'
import { group } from './kinds/group/definition.ts'
import { image } from './kinds/image/definition.ts'
import { importMedia } from './kinds/import/definition.ts'
import { note } from './kinds/note/definition.ts'
import { text } from './kinds/text/definition.ts'
import { video } from './kinds/video/definition.ts'
import { anthropic } from './providers/anthropic/provider.ts'
import * as anthropicWriters from './providers/anthropic/writer-models.ts'
import { cloudflare } from './providers/cloudflare/provider.ts'
import * as cloudflareWriters from './providers/cloudflare/writer-models.ts'
import { compatible } from './providers/compatible/provider.ts'
import { ownWriter } from './providers/compatible/writer-model.ts'
import { draftCamera } from './providers/draft/camera/definition.ts'
import { draftMusic } from './providers/draft/music/definition.ts'
import { draft } from './providers/draft/provider.ts'
import { draftStoryboard } from './providers/draft/storyboard/definition.ts'
import { draftVoice } from './providers/draft/voice/definition.ts'
import { scribe } from './providers/elevenlabs/scribe-model.ts'
import { music as elevenMusic, soundEffects } from './providers/elevenlabs/sound-models.ts'
import * as elevenSpeech from './providers/elevenlabs/speech-models.ts'
import { elevenlabs } from './providers/elevenlabs/provider.ts'
import * as falAudio from './providers/fal/audio-models.ts'
import * as falImages from './providers/fal/image-models.ts'
import * as falKling from './providers/fal/kling-models.ts'
import { fal } from './providers/fal/provider.ts'
import { scribe as falScribe } from './providers/fal/transcript-model.ts'
import * as falVideos from './providers/fal/video-models.ts'
import * as geminiImages from './providers/gemini/image-models.ts'
import { gemini } from './providers/gemini/provider.ts'
import * as geminiWriters from './providers/gemini/writer-models.ts'
import { localFfmpeg } from './providers/local/ffmpeg/definition.ts'
import { local } from './providers/local/provider.ts'
import { directedFlare, directedSunburst } from './providers/openai/directed-models.ts'
import * as openaiImages from './providers/openai/image-models.ts'
import { openai } from './providers/openai/provider.ts'
import { gpt4oMiniTts } from './providers/openai/speech-model.ts'
import { whisper } from './providers/openai/whisper-model.ts'
import * as openaiWriters from './providers/openai/writer-models.ts'
import { openrouter } from './providers/openrouter/provider.ts'
import * as openrouterWriters from './providers/openrouter/writers.ts'
import * as runwayGen4 from './providers/runway/gen4-models.ts'
import { runway } from './providers/runway/provider.ts'
import * as runwayVeo from './providers/runway/veo-models.ts'

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
  falImages.fluxDev.definition,
  falImages.fluxSchnell.definition,
  falImages.flux2.definition,
  falImages.flux2Pro.definition,
  falImages.fluxKontext.definition,
  falImages.fastSdxl.definition,
  falKling.kling3Pro.definition,
  falKling.kling3Standard.definition,
  falKling.kling26Pro.definition,
  falKling.kling25Turbo.definition,
  falVideos.veo31.definition,
  falVideos.veo31Fast.definition,
  falVideos.seedance2.definition,
  falVideos.seedance2Fast.definition,
  falVideos.hailuo23.definition,
  falVideos.hailuo23Pro.definition,
  falVideos.hailuo02.definition,
  falVideos.pika22.definition,
  falAudio.elevenMusic.definition,
  falAudio.minimaxMusic.definition,
  falAudio.stableAudio.definition,
  falAudio.lyria2.definition,
  falAudio.elevenSound.definition,
  falScribe,
  runwayGen4.gen45.definition,
  runwayGen4.gen4Turbo.definition,
  runwayVeo.veo31.definition,
  runwayVeo.veo31Fast.definition,
  elevenSpeech.multilingualV2.definition,
  elevenSpeech.v3.definition,
  elevenSpeech.v4.definition,
  elevenSpeech.v4Turbo.definition,
  elevenSpeech.flashV25.definition,
  elevenMusic,
  soundEffects,
  scribe,
  openrouterWriters.gpt6Luna.definition,
  openrouterWriters.gpt61Sol.definition,
  openrouterWriters.claudeHaiku55.definition,
  openrouterWriters.claudeSonnet55.definition,
  openrouterWriters.gemini38Flash.definition,
  openrouterWriters.anyModel.definition,
  anthropicWriters.claudeHaiku55.definition,
  anthropicWriters.claudeSonnet55.definition,
  anthropicWriters.claudeOpus55.definition,
  anthropicWriters.claudeFable51.definition,
  geminiWriters.gemini38Flash.definition,
  geminiWriters.gemini35FlashLite.definition,
  geminiWriters.gemini4Argon.definition,
  geminiImages.nanoBanana21.definition,
  geminiImages.gemini3ProImage.definition,
  openaiWriters.gpt6Luna.definition,
  openaiWriters.gpt61Terra.definition,
  openaiWriters.gpt61Sol.definition,
  openaiImages.gptImage26Flare.definition,
  openaiImages.gptImage26Sunburst.definition,
  openaiImages.gptImage25Flare.definition,
  openaiImages.gptImage25Sunburst.definition,
  directedFlare.definition,
  directedSunburst.definition,
  gpt4oMiniTts,
  whisper,
  cloudflareWriters.gptOss20b.definition,
  cloudflareWriters.gptOss120b.definition,
  cloudflareWriters.llama4Scout.definition,
  cloudflareWriters.gemma4.definition,
  cloudflareWriters.glm47Flash.definition,
  cloudflareWriters.kimiK26.definition,
  cloudflareWriters.anyModel.definition,
  ownWriter,
] as const satisfies readonly ModelDefinition[]

export const providers = [
  draft,
  local,
  fal,
  runway,
  openrouter,
  openai,
  anthropic,
  gemini,
  cloudflare,
  compatible,
  elevenlabs,
] as const satisfies readonly ProviderDefinition[]

export { withoutApi, type WithoutApi } from './without-api.ts'

/** Everything that can be put on a canvas. Loads no executor and no SDK. */
export const catalog = createCatalog({ kinds, models, providers, ends: modelEnds })

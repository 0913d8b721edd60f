import type { JobExecutor, Json, ModelDefinition, QuickExecutor } from '@reelgraph/shared'
import type { models } from './catalog.ts'
import type { writerExecutor as anthropicWriterExecutor } from './providers/anthropic/writer-executor.ts'
import * as anthropicWriters from './providers/anthropic/writer-models.ts'
import type { writerExecutor as cloudflareWriterExecutor } from './providers/cloudflare/writer-executor.ts'
import * as cloudflareWriters from './providers/cloudflare/writer-models.ts'
import type { speechExecutor } from './providers/elevenlabs/speech-executor.ts'
import * as elevenSpeech from './providers/elevenlabs/speech-models.ts'
import * as falAudio from './providers/fal/audio-models.ts'
import type { audioExecutor, imageExecutor, videoExecutor } from './providers/fal/executors.ts'
import * as falImages from './providers/fal/image-models.ts'
import * as falKling from './providers/fal/kling-models.ts'
import * as falVideos from './providers/fal/video-models.ts'
import type { imageExecutor as geminiImageExecutor } from './providers/gemini/image-executor.ts'
import * as geminiImages from './providers/gemini/image-models.ts'
import type { writerExecutor as geminiWriterExecutor } from './providers/gemini/writer-executor.ts'
import * as geminiWriters from './providers/gemini/writer-models.ts'
import type { directedExecutor } from './providers/openai/directed-job.ts'
import { directedFlare, directedSunburst } from './providers/openai/directed-models.ts'
import type { imageExecutor as openaiImageExecutor } from './providers/openai/image-executor.ts'
import * as openaiImages from './providers/openai/image-models.ts'
import type { writerExecutor as openaiWriterExecutor } from './providers/openai/writer-executor.ts'
import * as openaiWriters from './providers/openai/writer-models.ts'
import type { writerExecutor } from './providers/openrouter/executor.ts'
import * as openrouterWriters from './providers/openrouter/writers.ts'
import type { runwayExecutor } from './providers/runway/executor.ts'
import * as runwayGen4 from './providers/runway/gen4-models.ts'
import * as runwayVeo from './providers/runway/veo-models.ts'

type Model = (typeof models)[number]

/** Loaded when the model first runs, so that a server starts without every SDK. */
type Load<M extends ModelDefinition> = () => Promise<{ readonly executor: QuickExecutor<M> | JobExecutor<M, Json> }>

/** A family: one executor, made for the row of the model. */
const falImage = (row: Parameters<typeof imageExecutor>[0]) => async () => ({
  executor: (await import('./providers/fal/executors.ts')).imageExecutor(row),
})
const falVideo = (row: Parameters<typeof videoExecutor>[0]) => async () => ({
  executor: (await import('./providers/fal/executors.ts')).videoExecutor(row),
})
const falSound = (row: Parameters<typeof audioExecutor>[0]) => async () => ({
  executor: (await import('./providers/fal/executors.ts')).audioExecutor(row),
})
const openaiWriter = (row: Parameters<typeof openaiWriterExecutor>[0]) => async () => ({
  executor: (await import('./providers/openai/writer-executor.ts')).writerExecutor(row),
})
const openaiImage = (row: Parameters<typeof openaiImageExecutor>[0]) => async () => ({
  executor: (await import('./providers/openai/image-executor.ts')).imageExecutor(row),
})
const openaiDirected = (row: Parameters<typeof directedExecutor>[0]) => async () => ({
  executor: (await import('./providers/openai/directed-job.ts')).directedExecutor(row),
})
const anthropicWriter = (row: Parameters<typeof anthropicWriterExecutor>[0]) => async () => ({
  executor: (await import('./providers/anthropic/writer-executor.ts')).writerExecutor(row),
})
const geminiImage = (row: Parameters<typeof geminiImageExecutor>[0]) => async () => ({
  executor: (await import('./providers/gemini/image-executor.ts')).imageExecutor(row),
})
const geminiWriter = (row: Parameters<typeof geminiWriterExecutor>[0]) => async () => ({
  executor: (await import('./providers/gemini/writer-executor.ts')).writerExecutor(row),
})
const openrouterWriter = (row: Parameters<typeof writerExecutor>[0]) => async () => ({
  executor: (await import('./providers/openrouter/executor.ts')).writerExecutor(row),
})
const cloudflareWriter = (row: Parameters<typeof cloudflareWriterExecutor>[0]) => async () => ({
  executor: (await import('./providers/cloudflare/writer-executor.ts')).writerExecutor(row),
})
const runwayVideo = (row: Parameters<typeof runwayExecutor>[0]) => async () => ({
  executor: (await import('./providers/runway/executor.ts')).runwayExecutor(row),
})
const elevenVoice = (row: Parameters<typeof speechExecutor>[0]) => async () => ({
  executor: (await import('./providers/elevenlabs/speech-executor.ts')).speechExecutor(row),
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
  'fal/flux-2': falImage(falImages.flux2),
  'fal/flux-2-pro': falImage(falImages.flux2Pro),
  'fal/flux-kontext': falImage(falImages.fluxKontext),
  'fal/fast-sdxl': falImage(falImages.fastSdxl),
  'fal/kling-v3-pro': falVideo(falKling.kling3Pro),
  'fal/kling-v3-standard': falVideo(falKling.kling3Standard),
  'fal/kling-v2.6-pro': falVideo(falKling.kling26Pro),
  'fal/kling-v2.5-turbo-pro': falVideo(falKling.kling25Turbo),
  'fal/veo3.1': falVideo(falVideos.veo31),
  'fal/veo3.1-fast': falVideo(falVideos.veo31Fast),
  'fal/seedance-2': falVideo(falVideos.seedance2),
  'fal/seedance-2-fast': falVideo(falVideos.seedance2Fast),
  'fal/hailuo-2.3': falVideo(falVideos.hailuo23),
  'fal/hailuo-2.3-pro': falVideo(falVideos.hailuo23Pro),
  'fal/hailuo-02': falVideo(falVideos.hailuo02),
  'fal/pika-2.2': falVideo(falVideos.pika22),
  'fal/elevenlabs-music': falSound(falAudio.elevenMusic),
  'fal/minimax-music-2.6': falSound(falAudio.minimaxMusic),
  'fal/stable-audio-2.5': falSound(falAudio.stableAudio),
  'fal/lyria2': falSound(falAudio.lyria2),
  'fal/elevenlabs-sound-effects': falSound(falAudio.elevenSound),
  'fal/elevenlabs-scribe-v2': async () => import('./providers/fal/transcript-executor.ts'),
  'runway/gen4.5': runwayVideo(runwayGen4.gen45),
  'runway/gen4-turbo': runwayVideo(runwayGen4.gen4Turbo),
  'runway/veo3.1': runwayVideo(runwayVeo.veo31),
  'runway/veo3.1-fast': runwayVideo(runwayVeo.veo31Fast),
  'openrouter/gpt-6-luna': openrouterWriter(openrouterWriters.gpt6Luna),
  'openrouter/gpt-6.1-sol': openrouterWriter(openrouterWriters.gpt61Sol),
  'openrouter/claude-haiku-5.5': openrouterWriter(openrouterWriters.claudeHaiku55),
  'openrouter/claude-sonnet-5.5': openrouterWriter(openrouterWriters.claudeSonnet55),
  'openrouter/gemini-3.8-flash': openrouterWriter(openrouterWriters.gemini38Flash),
  'openrouter/any': openrouterWriter(openrouterWriters.anyModel),
  'anthropic/claude-haiku-5.5': anthropicWriter(anthropicWriters.claudeHaiku55),
  'anthropic/claude-sonnet-5.5': anthropicWriter(anthropicWriters.claudeSonnet55),
  'anthropic/claude-opus-5.5': anthropicWriter(anthropicWriters.claudeOpus55),
  'anthropic/claude-fable-5.1': anthropicWriter(anthropicWriters.claudeFable51),
  'gemini/gemini-3.8-flash': geminiWriter(geminiWriters.gemini38Flash),
  'gemini/gemini-3.5-flash-lite': geminiWriter(geminiWriters.gemini35FlashLite),
  'gemini/gemini-4-argon': geminiWriter(geminiWriters.gemini4Argon),
  'gemini/nano-banana-2.1': geminiImage(geminiImages.nanoBanana21),
  'gemini/gemini-3-pro-image': geminiImage(geminiImages.gemini3ProImage),
  'openai/gpt-6-luna': openaiWriter(openaiWriters.gpt6Luna),
  'openai/gpt-6.1-terra': openaiWriter(openaiWriters.gpt61Terra),
  'openai/gpt-6.1-sol': openaiWriter(openaiWriters.gpt61Sol),
  'openai/gpt-image-2.6-flare': openaiImage(openaiImages.gptImage26Flare),
  'openai/gpt-image-2.6-sunburst': openaiImage(openaiImages.gptImage26Sunburst),
  'openai/gpt-image-2.5-flare': openaiImage(openaiImages.gptImage25Flare),
  'openai/gpt-image-2.5-sunburst': openaiImage(openaiImages.gptImage25Sunburst),
  'openai/gpt-image-2.6-flare-directed': openaiDirected(directedFlare),
  'openai/gpt-image-2.6-sunburst-directed': openaiDirected(directedSunburst),
  'openai/gpt-4o-mini-tts': () => import('./providers/openai/speech-executor.ts'),
  'openai/whisper-1': () => import('./providers/openai/whisper-executor.ts'),
  'cloudflare/gpt-oss-20b': cloudflareWriter(cloudflareWriters.gptOss20b),
  'cloudflare/gpt-oss-120b': cloudflareWriter(cloudflareWriters.gptOss120b),
  'cloudflare/llama-4-scout': cloudflareWriter(cloudflareWriters.llama4Scout),
  'cloudflare/gemma-4-26b': cloudflareWriter(cloudflareWriters.gemma4),
  'cloudflare/glm-4.7-flash': cloudflareWriter(cloudflareWriters.glm47Flash),
  'cloudflare/kimi-k2.6': cloudflareWriter(cloudflareWriters.kimiK26),
  'cloudflare/any': cloudflareWriter(cloudflareWriters.anyModel),
  'compatible/writer': () => import('./providers/compatible/writer-executor.ts'),
  'elevenlabs/multilingual-v2': elevenVoice(elevenSpeech.multilingualV2),
  'elevenlabs/v3': elevenVoice(elevenSpeech.v3),
  'elevenlabs/v4': elevenVoice(elevenSpeech.v4),
  'elevenlabs/v4-turbo': elevenVoice(elevenSpeech.v4Turbo),
  'elevenlabs/flash-v2.5': elevenVoice(elevenSpeech.flashV25),
  'elevenlabs/music': () => import('./providers/elevenlabs/music.ts'),
  'elevenlabs/sound-effects': () => import('./providers/elevenlabs/sound-effects.ts'),
  'elevenlabs/scribe-v2': () => import('./providers/elevenlabs/scribe.ts'),
}

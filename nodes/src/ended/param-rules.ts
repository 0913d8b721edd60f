import type { JsonObject, ParamRules } from '@reelgraph/shared'

/** Pixels as services name them → our ratio, and resolution where the model has one. */
const sizes = (given: Readonly<Record<string, JsonObject>>): ParamRules => ({
  size: { sets: given },
  ratio: { sets: { ...given, ...KEPT_RATIOS } },
})

/** A ratio that is said as ours is. */
const KEPT_RATIOS: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16', '9:21'].map((ratio) => [ratio, { ratio }]),
)

const CALLING: ParamRules = {
  response_format: { drop: true },
  user: { drop: true },
  model: { drop: true },
}

export const DALL_E: ParamRules = {
  ...CALLING,
  ...sizes({
    '256x256': { ratio: '1:1' },
    '512x512': { ratio: '1:1' },
    '1024x1024': { ratio: '1:1' },
    '1792x1024': { ratio: '16:9' },
    '1024x1792': { ratio: '9:16' },
  }),
  quality: { as: 'quality', values: { standard: 'medium', hd: 'high' } },
  style: { as: 'look', values: { natural: 'natural', vivid: 'vivid' } },
  n: { instead: 'Every take is another picture.' },
}

export const GPT_IMAGE: ParamRules = {
  ...CALLING,
  ...sizes({
    auto: {},
    '1024x1024': { ratio: '1:1' },
    '1536x1024': { ratio: '3:2' },
    '1024x1536': { ratio: '2:3' },
  }),
  output_format: { as: 'format' },
  output_compression: { as: 'compression' },
  input_fidelity: { instead: 'It always keeps close to its references.' },
  n: { instead: 'Every take is another picture.' },
}

const VIDEO: ParamRules = {
  model: { drop: true },
  promptText: { as: 'prompt' },
  prompt_text: { as: 'prompt' },
  duration: { seconds: 'seconds' },
  seconds: { seconds: 'seconds' },
  negative_prompt: { as: 'negativePrompt' },
  generate_audio: { as: 'audio' },
  watermark: { drop: true },
}

const wide = (height: string): JsonObject => ({ ratio: '16:9', resolution: height })
const tall = (width: string): JsonObject => ({ ratio: '9:16', resolution: width })

export const GEN_3: ParamRules = {
  ...VIDEO,
  ...sizes({ '1280:768': { ratio: '16:9' }, '768:1280': { ratio: '9:16' } }),
}

export const VEO: ParamRules = {
  ...VIDEO,
  ...sizes({
    '1280:720': wide('720p'),
    '720:1280': tall('720p'),
    '1920:1080': wide('1080p'),
    '1080:1920': tall('1080p'),
  }),
  aspect_ratio: { as: 'ratio' },
  aspectRatio: { as: 'ratio' },
  durationSeconds: { seconds: 'seconds' },
  auto_fix: { as: 'autoFix' },
  enhance_prompt: { drop: true },
}

export const SORA: ParamRules = {
  ...VIDEO,
  ...sizes({
    '1280x720': wide('720p'),
    '720x1280': tall('720p'),
    '1792x1024': wide('1080p'),
    '1024x1792': tall('1080p'),
  }),
}

/** Voices were named by their ID. */
export const ELEVEN: ParamRules = {
  model_id: { drop: true },
  text: { as: 'script' },
  voice_id: { as: 'voiceId' },
  similarity_boost: { as: 'similarity' },
  use_speaker_boost: { as: 'speakerBoost' },
  output_format: { as: 'quality' },
  language_code: { as: 'language' },
}

export const OPENAI_SPEECH: ParamRules = {
  model: { drop: true },
  input: { as: 'script' },
  voice: { instead: 'Choose one of the new voices.' },
  instructions: { instead: 'Eleven v3 takes directions inside the script, such as [whispers].' },
  format: { drop: true },
  response_format: { drop: true },
}

export const CHAT: ParamRules = {
  ...CALLING,
  max_tokens: { as: 'maxTokens' },
  max_completion_tokens: { as: 'maxTokens' },
  max_output_tokens: { as: 'maxTokens' },
  maxOutputTokens: { as: 'maxTokens' },
  top_p: { as: 'topP' },
  reasoning_effort: { as: 'effort' },
  systemPrompt: { as: 'system' },
  system_prompt: { as: 'system' },
  instructions: { as: 'system' },
  stream: { drop: true },
}

export const FLUX: ParamRules = {
  ...sizes({
    square_hd: { ratio: '1:1' },
    square: { ratio: '1:1' },
    portrait_4_3: { ratio: '3:4' },
    portrait_16_9: { ratio: '9:16' },
    landscape_4_3: { ratio: '4:3' },
    landscape_16_9: { ratio: '16:9' },
  }),
  image_size: {
    sets: {
      square_hd: { ratio: '1:1' },
      square: { ratio: '1:1' },
      portrait_4_3: { ratio: '3:4' },
      portrait_16_9: { ratio: '9:16' },
      landscape_4_3: { ratio: '4:3' },
      landscape_16_9: { ratio: '16:9' },
    },
  },
  aspect_ratio: { as: 'ratio' },
  output_format: { as: 'format' },
  num_images: { instead: 'Every take is another picture.' },
}

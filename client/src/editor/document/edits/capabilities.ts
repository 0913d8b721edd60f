import type { Step } from '@reelgraph/shared'

/** What people call it when a model takes or gives this, by the name of the port. */
const TAKES: Readonly<Record<string, string>> = {
  startImage: 'image to video, start frame, first frame, i2v, image to image',
  endImage: 'end frame, last frame, tail frame, first and last frame, morph',
  references: 'reference images, same character, consistent character, edit',
  script: 'speech, text to speech, tts, voice over, narration, dialogue',
  audio: 'transcribe, transcript, transcription, speech to text, dictation, subtitles, captions',
  system: 'system prompt, instructions, llm, chat',
}
const GIVES: Readonly<Record<string, string>> = {
  words: 'timestamps, timings of every word, subtitles, captions',
}
/** The same by the name of a parameter. */
const HAS: Readonly<Record<string, string>> = {
  audio: 'native audio, with sound',
  negativePrompt: 'negative prompt',
  seed: 'seed',
  lora: 'lora',
  schema: 'json, structured output',
  lyrics: 'lyrics, song, vocals',
  instrumental: 'music, instrumental',
  loop: 'loop',
  shots: 'multi shot, several shots',
  fallbacks: 'fallbacks',
}

/** What people call what is made of words. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  image: ['photo, photograph, drawing, illustration'],
  video: ['film, shot, animation'],
}

/** What a step can do, in the words people look for. */
export const capabilitiesOf = ({ inputs, outputs, definition: { params }, model }: Step): readonly string[] => {
  const named = (table: Readonly<Record<string, string>>, names: object): readonly string[] =>
    Object.keys(names).flatMap((name) => table[name] ?? [])
  const fromWords = inputs['prompt'] !== undefined && inputs['startImage']?.optional !== false
  return [
    ...named(TAKES, inputs),
    ...named(GIVES, outputs),
    ...named(HAS, params.shape),
    ...(fromWords && model ? [`text to ${model.makes}`, ...(MADE[model.makes] ?? [])] : []),
  ]
}

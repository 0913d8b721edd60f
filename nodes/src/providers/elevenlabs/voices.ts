/**
 * Voices that every account has by default, as ElevenLabs lists them. They change over the years: any other voice is used by
 * its ID.
 */
const DEFAULTS = {
  george: { id: 'JBFqnCBsd6RMkjVDRZzb', label: 'George, British man, warm' },
  sarah: { id: 'EXAVITQu4vr4xnSDxMaL', label: 'Sarah, American woman, soft' },
  laura: { id: 'FGY2WhTYpPnrIDTdsKH5', label: 'Laura, American woman, upbeat' },
  charlie: { id: 'IKne3meq5aSn9XLyUdCD', label: 'Charlie, Australian man, natural' },
  roger: { id: 'CwhRBWXzGAHq8TQ4Fs17', label: 'Roger, American man, confident' },
  callum: { id: 'N2lVS1w4EtoT3dr4eOWO', label: 'Callum, American man, intense' },
  river: { id: 'SAz9YHcvj6GT2YYXdXww', label: 'River, American, neutral, calm' },
  liam: { id: 'TX3LPaxmHKxFdv7VOQHJ', label: 'Liam, American man, young' },
  alice: { id: 'Xb7hH8MSUJpSbSDYk0k2', label: 'Alice, British woman, clear' },
  matilda: { id: 'XrExE9yKIg1WjnnlVkGX', label: 'Matilda, American woman, friendly' },
  will: { id: 'bIHbv24MWmeRgasZH58o', label: 'Will, American man, relaxed' },
  jessica: { id: 'cgSgspJ2msm6clMCkdW9', label: 'Jessica, American woman, playful' },
  eric: { id: 'cjVigY5qzO86Huf0OWal', label: 'Eric, American man, smooth' },
  chris: { id: 'iP95p4xoKVk53GoZ742B', label: 'Chris, American man, casual' },
  brian: { id: 'nPczCjzI2devNBz1zQrb', label: 'Brian, American man, deep' },
  daniel: { id: 'onwK4e9ZLuTAKqWW03F9', label: 'Daniel, British man, newsreader' },
  lily: { id: 'pFZP5JQG7iQjIQuC4Bku', label: 'Lily, British woman, velvety' },
  bill: { id: 'pqHfZKP75CvOlQylNhV4', label: 'Bill, American man, old' },
} as const
export type Voice = keyof typeof DEFAULTS

export const VOICES = Object.keys(DEFAULTS) as readonly Voice[] // Object.keys forgets literal keys

export const VOICE_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(DEFAULTS).map(([name, { label }]) => [name, label]),
)

interface VoiceWish {
  readonly voice: Voice
  /** Of any other voice; empty where the one above is meant. */
  readonly voiceId: string
}

/** ElevenLabs' own name of the voice. */
export const voiceIdOf = ({ voice, voiceId }: VoiceWish): string => voiceId.trim() || DEFAULTS[voice].id

/** It becomes part of an address. */
export const isVoiceId = (text: string): boolean => /^[A-Za-z0-9_-]{4,64}$/.test(text)

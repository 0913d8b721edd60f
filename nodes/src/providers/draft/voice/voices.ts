export const VOICES = ['clara', 'ray', 'alan', 'robot', 'telephone'] as const
export type Voice = (typeof VOICES)[number]

export const VOICE_LABELS: Readonly<Record<Voice, string>> = {
  clara: 'Clara, American woman',
  ray: 'Ray, American man',
  alan: 'Alan, Scottish man',
  robot: 'Robot',
  telephone: 'Robot, by telephone',
}

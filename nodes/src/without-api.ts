/** A name people look for that nobody can call: its makers have no official API. */
export interface WithoutApi {
  readonly title: string
  readonly words: readonly string[]
  /** Models that can be used instead, the nearest first. */
  readonly instead: readonly string[]
}

const SONGS = ['elevenlabs/music', 'fal/minimax-music-2.6', 'fal/lyria2', 'draft/music'] as const

export const withoutApi: readonly WithoutApi[] = [
  {
    title: 'Midjourney',
    words: ['midjourney', 'mid journey', 'niji'],
    instead: ['fal/flux-2-pro', 'openai/gpt-image-2.6-sunburst', 'fal/flux-dev', 'draft/storyboard'],
  },
  { title: 'Suno', words: ['suno'], instead: SONGS },
  { title: 'Udio', words: ['udio'], instead: SONGS },
]

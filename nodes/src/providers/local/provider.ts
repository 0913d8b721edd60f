import { defineProvider } from '@reelgraph/shared'

export const local = defineProvider({
  id: 'local',
  title: 'This machine',
  summary: 'Puts films together with ffmpeg, here and for nothing.',
  builtIn: true,
  concurrency: 'cores',
})

import { defineProvider } from '@reelgraph/shared'

export const draft = defineProvider({
  id: 'draft',
  title: 'Draft',
  summary: 'Drawn on this machine, no AI.',
  builtIn: true,
  concurrency: 'cores',
})

import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

export const fal = defineProvider({
  id: 'fal',
  title: 'fal',
  summary: 'Many image, video and audio models on one account.',
  builtIn: false,
  // what a new account may run at once; it rises with what was spent
  concurrency: 2,
  prices,
  account: {
    fields: [
      {
        name: 'key',
        title: 'API key',
        secret: true,
        env: ['FAL_API_KEY', 'FAL_KEY'],
        placeholder: 'xxxxxxxx-xxxx-…:xxxx…',
      },
    ],
    keysUrl: 'https://fal.ai/dashboard/keys',
    baseUrl: 'https://queue.fal.run',
  },
})

import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

/** Of the API, not of us: sent with every request. */
export const API_VERSION = '2024-11-06'

export const runway = defineProvider({
  id: 'runway',
  title: 'Runway',
  summary: 'Clips from pictures and words: Gen-4.5, Gen-4 Turbo, Veo 3.1.',
  builtIn: false,
  // of the first tier; what comes beyond an account's own number is taken, and waits there
  concurrency: 2,
  prices,
  account: {
    fields: [{ name: 'key', title: 'API key', secret: true, env: ['RUNWAYML_API_SECRET'], placeholder: 'key_…' }],
    keysUrl: 'https://dev.runwayml.com/',
    baseUrl: 'https://api.dev.runwayml.com',
    baseUrlEnv: ['RUNWAYML_BASE_URL'],
  },
})

import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

export const elevenlabs = defineProvider({
  id: 'elevenlabs',
  title: 'ElevenLabs',
  summary: 'Voices with the time of every word, sounds, music, and speech to text.',
  builtIn: false,
  // of the smallest plan
  concurrency: 2,
  prices,
  account: {
    fields: [{ name: 'key', title: 'API key', secret: true, env: ['ELEVENLABS_API_KEY'], placeholder: 'sk_…' }],
    keysUrl: 'https://elevenlabs.io/app/settings/api-keys',
    baseUrl: 'https://api.elevenlabs.io',
  },
})

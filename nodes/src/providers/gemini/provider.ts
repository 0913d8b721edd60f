import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

export const gemini = defineProvider({
  id: 'gemini',
  title: 'Google Gemini',
  summary: 'Gemini for texts, with pictures to look at; Nano Banana for pictures.',
  builtIn: false,
  concurrency: 4,
  prices,
  account: {
    fields: [
      { name: 'key', title: 'API key', secret: true, env: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'], placeholder: 'AIza…' },
    ],
    keysUrl: 'https://aistudio.google.com/apikey',
    baseUrl: 'https://generativelanguage.googleapis.com',
    baseUrlEnv: ['GOOGLE_GEMINI_BASE_URL'],
  },
})

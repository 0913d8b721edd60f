import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

const belongs = (name: string, title: string, env: string) =>
  ({
    name,
    title,
    secret: false,
    env: [env],
    placeholder: 'only where a key is good for several',
    optional: true,
  }) as const

export const openai = defineProvider({
  id: 'openai',
  title: 'OpenAI',
  summary: 'GPT for texts, GPT Image for pictures, speech, and Whisper for what is said.',
  builtIn: false,
  concurrency: 4,
  prices,
  account: {
    fields: [
      { name: 'key', title: 'API key', secret: true, env: ['OPENAI_API_KEY'], placeholder: 'sk-…' },
      belongs('organization', 'Organisation', 'OPENAI_ORG_ID'),
      // a plain “project” is one of ours where keys are saved
      belongs('openaiProject', 'Project', 'OPENAI_PROJECT_ID'),
    ],
    keysUrl: 'https://platform.openai.com/api-keys',
    baseUrl: 'https://api.openai.com/v1',
  },
})

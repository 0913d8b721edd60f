import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

export const openrouter = defineProvider({
  id: 'openrouter',
  title: 'OpenRouter',
  summary: 'Hundreds of models that write, on one account.',
  builtIn: false,
  concurrency: 8,
  prices,
  account: {
    fields: [{ name: 'key', title: 'API key', secret: true, env: ['OPENROUTER_API_KEY'], placeholder: 'sk-or-…' }],
    keysUrl: 'https://openrouter.ai/settings/keys',
    baseUrl: 'https://openrouter.ai/api/v1',
  },
})

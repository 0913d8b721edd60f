import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

export const anthropic = defineProvider({
  id: 'anthropic',
  title: 'Anthropic',
  summary: 'Claude for scripts, dialogue and shot lists; it looks at pictures too.',
  builtIn: false,
  concurrency: 4,
  prices,
  account: {
    fields: [{ name: 'key', title: 'API key', secret: true, env: ['ANTHROPIC_API_KEY'], placeholder: 'sk-ant-…' }],
    keysUrl: 'https://platform.claude.com/settings/keys',
    baseUrl: 'https://api.anthropic.com',
  },
})

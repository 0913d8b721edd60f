import { defineProvider } from '@reelgraph/shared'

/** Whatever speaks OpenAI's protocol: Ollama, LM Studio, vLLM, a gateway. */
export const compatible = defineProvider({
  id: 'compatible',
  title: 'Own server',
  summary: 'Ollama, LM Studio, or any other address that speaks OpenAI’s protocol.',
  builtIn: false,
  // a machine of one's own does one thing at a time
  concurrency: 1,
  prices: { asOf: '2026-11-20', source: 'What runs on a machine of one’s own costs nothing', rates: {} },
  account: {
    fields: [
      {
        name: 'key',
        title: 'API key',
        secret: true,
        env: ['COMPATIBLE_API_KEY'],
        placeholder: 'only where the server asks for one',
        optional: true,
      },
    ],
    keysUrl: 'https://docs.ollama.com/api/openai-compatibility',
  },
})

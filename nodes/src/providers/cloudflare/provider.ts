import { defineProvider } from '@reelgraph/shared'
import prices from './prices.json' with { type: 'json' }

export const cloudflare = defineProvider({
  id: 'cloudflare',
  title: 'Cloudflare',
  summary: 'Open models that write, on Workers AI: some of it is free every day.',
  builtIn: false,
  concurrency: 4,
  perMinute: 300,
  prices,
  account: {
    fields: [
      {
        name: 'key',
        title: 'API token',
        secret: true,
        env: ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_API_KEY'],
        placeholder: 'with “Workers AI: Read”',
      },
      {
        name: 'accountId',
        title: 'Account ID',
        secret: false,
        env: ['CLOUDFLARE_ACCOUNT_ID'],
        placeholder: '32 letters and digits',
      },
    ],
    keysUrl: 'https://dash.cloudflare.com/profile/api-tokens',
    baseUrl: 'https://api.cloudflare.com/client/v4',
  },
})

import { AssetValueSchema, MediaKindSchema, defineNode, fail, out, type OutputPort } from '@reelgraph/shared'
import { z } from 'zod'

const TITLES = { image: 'Image', video: 'Video', audio: 'Sound' } as const

/** `import` is a word of the language, so the definition carries another name. */
export const importMedia = defineNode({
  id: 'import',
  version: 1,
  title: 'Import',
  summary: 'A picture, clip or sound of your own: drop it, paste it, pick it or give its address.',
  category: 'source',
  params: z.object({
    /** Stored when the file or the first wire arrives; until then every kind is offered. */
    media: MediaKindSchema.optional().meta({ title: 'Kind' }),
    asset: AssetValueSchema.optional().meta({ title: 'File', widget: 'asset' }),
    name: z.string().max(400).optional().meta({ title: 'Name' }),
    url: z.string().max(4000).optional().meta({ title: 'Address', placeholder: 'https://…' }),
  }),
  inputs: {},
  outputs: (params): Readonly<Record<string, OutputPort>> => {
    const media = params.asset?.kind ?? params.media
    const kinds = media ? [media] : MediaKindSchema.options
    return Object.fromEntries(kinds.map((kind) => [kind, out[kind]({ title: TITLES[kind] })]))
  },
  problems: ({ params }) =>
    params.asset
      ? []
      : [
          {
            message: 'there is no file yet.',
            hint: 'Drop one on the card, pick one, or paste an address.',
            field: 'asset',
          },
        ],
  evaluate: ({ params }) => {
    if (!params.asset) throw fail('missing-input', 'There is no file yet.')
    return { [params.asset.kind]: params.asset }
  },
})

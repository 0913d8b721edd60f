import { z } from 'zod'
import { AssetIdSchema } from '../ids.ts'
import { AssetValueSchema } from '../node/values.ts'
import { contract } from './contract.ts'

/** Upload and download stream and so have no contract: `POST /api/assets` (the file is the body, `x-file-name` its name in
 * percent-encoding, `x-upload-id` made by the sender), `GET /api/assets/:id` (ranges; `?name=` downloads), `GET
 * /api/assets/:id/poster`. */
export const UploadedSchema = z.object({ asset: AssetValueSchema, name: z.string() })
export type Uploaded = z.infer<typeof UploadedSchema>

export const importUrl = contract({
  method: 'POST',
  path: '/api/assets/import',
  summary:
    'Fetches media from a public address. A dead, private, oversize or non-media one is refused with the reason.',
  body: z.object({ url: z.string().min(1).max(4000) }),
  response: UploadedSchema,
  status: 201,
})

export const getPeaks = contract({
  method: 'GET',
  path: '/api/assets/:id/peaks',
  summary: 'The loudness of sound over time, for drawing: 400 values from 0 to 1.',
  params: z.object({ id: AssetIdSchema }),
  response: z.object({ peaks: z.array(z.number()) }),
})

import { z } from 'zod'
import { MicrosSchema } from '../node/price.ts'
import { contract } from './contract.ts'
import { LaneChangeSchema } from './lanes.ts'

/** What holds for all projects of this machine. */
export const SettingsSchema = z.object({
  /** Micro-dollars a day, by the server's date; without one there is no limit. */
  dayCap: MicrosSchema.exactOptional(),
  /** Above this many bytes, free results that nothing refers to may go. */
  storageLimitBytes: z.int().positive().exactOptional(),
  /** Limits of provider accounts that the person set. */
  lanes: z.record(
    z.string(),
    LaneChangeSchema.extend({
      paused: z.boolean().exactOptional(),
      /** What the provider said of the account when it was tested. It holds where the person set nothing. */
      told: LaneChangeSchema.exactOptional(),
    }),
  ),
})
export type Settings = Readonly<z.infer<typeof SettingsSchema>>

export const getSettings = contract({
  method: 'GET',
  path: '/api/settings',
  summary: 'What holds for all projects of this machine.',
  response: SettingsSchema,
})

export const changeSettings = contract({
  method: 'PUT',
  path: '/api/settings',
  summary: 'Changes what is given; `null` removes a limit.',
  body: z.object({
    dayCap: MicrosSchema.nullable().exactOptional(),
    storageLimitBytes: z.int().positive().nullable().exactOptional(),
  }),
  response: SettingsSchema,
})

import type { JsonObject } from '@reelgraph/shared'
import { z } from 'zod'

const hosts = (title: string, description: string) =>
  z.string().max(500).default('').meta({ title, description, placeholder: 'anthropic, google-vertex', advanced: true })

/** Which host of a model OpenRouter sends a request to, and what it does where none can. */
export const ROUTING = {
  fallbacks: z.string().max(500).default('').meta({
    title: 'If it cannot be had',
    description: 'Models to use instead, best first, with commas between them.',
    placeholder: 'openai/gpt-6-luna, google/gemini-3.8-flash',
    advanced: true,
  }),
  sort: z
    .enum(['auto', 'price', 'throughput', 'latency'])
    .default('auto')
    .meta({
      title: 'Host first by',
      labels: { auto: 'Balance', price: 'Price', throughput: 'Speed', latency: 'First word' },
      advanced: true,
    }),
  hostOrder: hosts('Hosts first', 'These hosts are tried first, in this order.'),
  hostsOnly: hosts('Hosts only', 'No other host is used.'),
  hostsNever: hosts('Hosts never', 'These hosts are not used.'),
  otherHosts: z
    .boolean()
    .default(true)
    .meta({ title: 'Other hosts', description: 'Where the first cannot, another host may.', advanced: true }),
  dataCollection: z
    .enum(['allow', 'deny'])
    .default('allow')
    .meta({
      title: 'Keeping of data',
      description: 'Whether hosts that may keep and train on what is sent are used.',
      labels: { allow: 'Allowed', deny: 'Not allowed' },
      advanced: true,
    }),
  zeroRetention: z
    .boolean()
    .default(false)
    .meta({ title: 'Zero retention', description: 'Only hosts that keep nothing at all.', advanced: true }),
}

const RoutingSchema = z.object(ROUTING)
export type Routing = z.output<typeof RoutingSchema>

/** Names with commas, or a line each. */
export const namesIn = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** `provider` of a request; only what differs from what OpenRouter does by itself. */
export const providerOptions = (routing: Routing, { strict }: { readonly strict: boolean }): JsonObject | undefined => {
  const [order, only, ignore] = [routing.hostOrder, routing.hostsOnly, routing.hostsNever].map((text) => [
    ...namesIn(text),
  ])
  const options: JsonObject = {
    // only hosts that honour everything that is asked for, such as the shape of the answer
    ...(strict && { require_parameters: true }),
    ...(routing.sort !== 'auto' && { sort: routing.sort }),
    ...(order?.length && { order }),
    ...(only?.length && { only }),
    ...(ignore?.length && { ignore }),
    ...(!routing.otherHosts && { allow_fallbacks: false }),
    ...(routing.dataCollection === 'deny' && { data_collection: 'deny' }),
    ...(routing.zeroRetention && { zdr: true }),
  }
  return Object.keys(options).length > 0 ? options : undefined
}

import type { EndpointTypeMap } from '@fal-ai/client/endpoints'
import type { JsonObject } from '@reelgraph/shared'

/** What is sent: a pure function of the task, so that a lost request can be recognised by it. */
export interface FalRequest {
  readonly endpoint: string
  readonly input: JsonObject
}

/** Checked against the client's own types of that endpoint. */
export const request = <E extends keyof EndpointTypeMap>(
  endpoint: E,
  input: EndpointTypeMap[E]['input'],
): FalRequest => ({
  endpoint,
  input: input as JsonObject, // files are given as addresses, so there is nothing in it but JSON
})

/** For endpoints, or values of theirs, that are younger than the client's types. */
export const newerRequest = (endpoint: string, input: JsonObject): FalRequest => ({ endpoint, input })

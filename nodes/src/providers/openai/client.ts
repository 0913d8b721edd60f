import type OpenAI from 'openai'
import type { Context } from '@reelgraph/shared'
import { overhear, type Heard } from '../../failures/overhear.ts'
import { patient } from '../../failures/patient.ts'
import { openClient } from '../../open-ai-protocol/open-client.ts'
import { asEvents } from '../../open-ai-protocol/as-events.ts'

interface Account {
  readonly organization: string
  readonly project: string
}

/** Which of a key's organisations and projects pays. */
export const accountHeaders = ({ organization, project }: Account): Readonly<Record<string, string>> => ({
  ...(organization !== '' && { 'openai-organization': organization }),
  ...(project !== '' && { 'openai-project': project }),
})

interface Paid {
  readonly patienceMs: number
  /** It is a chat, which is streamed. */
  readonly streams?: boolean
}

/** For the one request that costs money: whatever is posted. */
export const paidClient = (ctx: Context, { patienceMs, streams = false }: Paid): OpenAI => {
  const send = patient(
    ctx,
    patienceMs,
    ctx.http.paid(({ method }) => method === 'POST'),
  )
  return accountClient(ctx, streams ? asEvents(send) : send)
}

/** For looking and stopping, with what was answered last. */
export const freeCall = (ctx: Context, patienceMs: number): { readonly client: OpenAI; heard(): Heard | undefined } => {
  const { fetch: listen, heard } = overhear(patient(ctx, patienceMs, ctx.http.free))
  return { client: accountClient(ctx, listen), heard }
}

const accountClient = (ctx: Context, send: Context['http']['free']): OpenAI =>
  openClient({
    ...{ baseUrl: ctx.baseUrl, key: ctx.secret('key'), send },
    headers: accountHeaders({ organization: ctx.secret('organization'), project: ctx.secret('openaiProject') }),
  })

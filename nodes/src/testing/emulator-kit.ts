import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'

/** One request that an emulator was sent. Paths are without the query. */
export interface Call {
  readonly method: string
  readonly path: string
  /** The text that was sent, if it was text. */
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** How requests are met instead of well. `accepts`: whether the work is done all the same, and the answer lost or another. */
export type Failure =
  | {
      readonly as: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      /** JSON, or a text that is no JSON. */
      readonly body?: unknown
      readonly accepts?: boolean
    }
  /** The real answer, changed: what a provider adds, leaves out, or says in an answer that is good in form. */
  | { readonly as: 'changed'; change(body: unknown): unknown }
  | { readonly as: 'dropped'; readonly accepts: boolean }
  /** Half of the real answer, then the line breaks. */
  | { readonly as: 'cut' }
  | { readonly as: 'hanging'; readonly accepts: boolean }

/** Which requests: the paid ones where nothing is said. */
export interface Which {
  readonly on?: 'paid' | 'free' | 'all' | ((call: Call) => boolean)
  /** How many of them; 1 where nothing is said. */
  readonly times?: number
}

/** What a provider's `emulator.ts` gives: its strict application, and which requests cost money. */
export interface EmulatorParts {
  /** A Hono application. */
  readonly app: { fetch(request: Request, env: HttpBindings): Response | Promise<Response> }
  isPaid(call: Pick<Call, 'method' | 'path'>): boolean
}

/** What an emulator's application may ask while it serves. */
export interface Desk {
  /** While true nothing that was accepted gets done: jobs stay under way. */
  readonly held: boolean
  /** While true what it makes may be as small as can be: only what is asked for matters. */
  readonly sketches: boolean
  /** Milliseconds since 1970, by the clock of who uses it. */
  now(): number
}

export type DrawEmulator = (desk: Desk) => EmulatorParts

/** A provider on a port of this machine, as strict as the real one. */
export interface Emulator {
  /** Without a closing slash: what the provider's base URL is set to. */
  readonly url: string
  /** Every request, in order. */
  readonly calls: readonly Call[]
  /** Those of them that cost money, whatever became of them. */
  readonly paid: readonly Call[]
  isPaid(call: Pick<Call, 'method' | 'path'>): boolean
  /** Meets the next such requests badly. Earlier orders come first. */
  fail(failure: Failure, which?: Which): void
  /** How many requests are hanging, and will for ever. */
  readonly hanging: number
  /** Jobs stay under way until `release`. */
  hold(): void
  release(): void
  /** From now on what it makes may be as small as can be. */
  sketch(): void
  close(): Promise<void>
}

export const startEmulator = async (draw: DrawEmulator, now: () => number = Date.now): Promise<Emulator> => {
  const calls: Call[] = []
  const paid: Call[] = []
  const orders: { readonly failure: Failure; readonly fits: (call: Call) => boolean; left: number }[] = []
  let hanging = 0
  const desk = { held: false, sketches: false, now }
  const { app, isPaid } = draw(desk)
  const front = new Hono<{ Bindings: HttpBindings }>()

  front.all('*', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const call: Call = {
      method: c.req.method,
      path: c.req.path,
      body: /json|text|form/.test(c.req.header('content-type') ?? '') ? new TextDecoder().decode(body) : '',
      headers: c.req.header(),
    }
    calls.push(call)
    if (isPaid(call)) paid.push(call)
    const order = orders.find(({ left, fits }) => left > 0 && fits(call))
    if (order) order.left -= 1
    const serve = async (): Promise<Response> =>
      app.fetch(
        new Request(c.req.raw.url, {
          method: call.method,
          headers: c.req.raw.headers,
          ...(body.length > 0 && { body }),
        }),
        c.env,
      )
    if (order?.failure.as === 'hanging') {
      c.env.incoming.socket.once('close', () => (hanging -= 1))
      hanging += 1
    }
    return order ? meet(order.failure, serve, c.env) : serve()
  })

  const server = createAdaptorServer({ fetch: front.fetch, createServer }) as Server // made by the createServer above
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    calls,
    paid,
    isPaid,
    fail(failure, { on = 'paid', times = 1 } = {}) {
      const fits =
        typeof on === 'function' ? on : (call: Call): boolean => on === 'all' || isPaid(call) === (on === 'paid')
      orders.push({ failure, fits, left: times })
    },
    get hanging() {
      return hanging
    },
    hold: () => void (desk.held = true),
    release: () => void (desk.held = false),
    sketch: () => void (desk.sketches = true),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const meet = async (failure: Failure, serve: () => Promise<Response>, env: HttpBindings): Promise<Response> => {
  switch (failure.as) {
    case 'answer': {
      if (failure.accepts) await serve()
      return answerOf(failure)
    }
    case 'changed': {
      const real = await serve()
      const type = real.headers.get('content-type') ?? ''
      const { status, headers } = real
      const same = { status, headers: without(headers, 'content-length') }
      if (type.startsWith('text/event-stream'))
        return new Response(changedEvents(await real.text(), failure.change), same)
      return /json/.test(type) ? Response.json(failure.change(await real.json()), same) : real
    }
    case 'dropped': {
      if (failure.accepts) await serve()
      env.incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    }
    case 'cut': {
      const real = await serve()
      const bytes = new Uint8Array(await real.arrayBuffer())
      const head = Object.fromEntries(without(real.headers, 'transfer-encoding'))
      env.outgoing.writeHead(real.status, { ...head, 'content-length': bytes.length })
      env.outgoing.write(bytes.subarray(0, bytes.length / 2), () => env.incoming.socket.destroy())
      return RESPONSE_ALREADY_SENT
    }
    case 'hanging': {
      if (failure.accepts) await serve()
      return new Promise(() => {})
    }
  }
}

/** Each event of a stream that is JSON. */
const changedEvents = (stream: string, change: (body: unknown) => unknown): string =>
  stream.replace(/^data: (\{.*\})$/gm, (_, json: string) => `data: ${JSON.stringify(change(JSON.parse(json)))}`)

const answerOf = ({ status, headers, body }: Extract<Failure, { readonly as: 'answer' }>): Response => {
  if (body === undefined) return new Response(null, { status, headers: { ...headers } })
  if (typeof body === 'string')
    return new Response(body, { status, headers: { 'content-type': 'text/html', ...headers } })
  return Response.json(body, { status, headers: { ...headers } })
}

const without = (headers: Headers, name: string): Headers => {
  const left = new Headers(headers)
  left.delete(name)
  return left
}

import { isIPv6 } from 'node:net'
import { fail, type ReelgraphError } from '@reelgraph/shared'

/** By which names this server may be spoken to. No page of another origin, and no name that somebody points at it, can drive it. */
export interface Door {
  /** From now on these are its names. */
  open(place: { readonly host: string; readonly port: number }): void
  /** Says what is wrong with a request, if anything. */
  refusal(request: Request): ReelgraphError | undefined
}

interface DoorOptions {
  /** Ports of development servers that pass requests on to this one. */
  readonly proxyPorts?: readonly number[]
}

export const createDoor = ({ proxyPorts = [] }: DoorOptions = {}): Door => {
  const hosts = new Set<string>()
  return {
    open({ host, port }) {
      const names = new Set(['127.0.0.1', 'localhost', '[::1]', isIPv6(host) ? `[${host}]` : host])
      for (const name of names) {
        for (const allowed of [port, ...proxyPorts]) hosts.add(allowed === 80 ? name : `${name}:${allowed}`)
      }
    },
    refusal({ headers, url, method }) {
      const { host: urlHost, pathname } = new URL(url)
      const host = headers.get('host') ?? urlHost
      if (!hosts.has(host.toLowerCase())) return refused(`This server is not called ${host}.`)
      const origin = headers.get('origin')
      if (origin !== null && !hosts.has(URL.parse(origin)?.host ?? ''))
        return refused('A page of another site may not use this server.')
      // Pictures and links of other pages carry no origin, but browsers tell where they come from.
      const foreign = ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
      const visit = headers.get('sec-fetch-mode') === 'navigate' && method === 'GET' && !pathname.startsWith('/api/')
      return foreign && !visit ? refused('A page of another site may not use this server.') : undefined
    },
  }
}

const refused = (message: string) =>
  fail('forbidden-origin', message, { hint: 'Open Reelgraph at the address that it printed when it started.' })

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const MOST_REDIRECTS = 5

/**
 * How requests to providers leave. They carry a key, so they are never sent on to another address: a redirect is followed
 * where it stays at the same origin and asks for nothing but reading; any other is the answer.
 */
export const createProviderFetch = (send: typeof fetch): typeof fetch => {
  return async (input, init) => {
    const asked = new Request(input, init)
    const { method, signal, headers } = asked
    let url = new URL(asked.url)
    let response = await send(input, { ...init, redirect: 'manual' })
    for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
      const location = response.headers.get('location')
      if (!REDIRECTS.has(response.status) || location === null || (method !== 'GET' && method !== 'HEAD'))
        return response
      const next = URL.parse(location, url.href)
      if (next?.origin !== url.origin) return response
      await response.body?.cancel()
      url = next
      response = await send(url.href, { method, headers, signal, redirect: 'manual' })
    }
    return response
  }
}

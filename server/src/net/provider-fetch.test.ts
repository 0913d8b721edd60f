import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createProviderFetch } from './provider-fetch.ts'

const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
}

const send = createProviderFetch(fetch)
const headers = { 'x-api-key': 'planted-key' }

test('what is only read follows a redirect inside its origin, and its key goes along', async () => {
  const seen: unknown[] = []
  const url = await serve((request, response) => {
    seen.push(request.headers['x-api-key'])
    if (request.url === '/a') response.writeHead(308, { location: '/b' }).end()
    else response.end('models')
  })
  expect(await (await send(`${url}/a`, { headers })).text()).toBe('models')
  expect(seen).toEqual(['planted-key', 'planted-key'])
})

test('no key goes to another address, whatever a service answers', async () => {
  const seen: unknown[] = []
  const other = await serve((request, response) => {
    seen.push(request.headers)
    response.end('caught')
  })
  const url = await serve((_, response) => response.writeHead(307, { location: `${other}/steal` }).end())
  for (const method of ['GET', 'POST']) expect((await send(url, { method, headers })).status).toBe(307)
  expect(seen).toEqual([])
})

test('what may be paid is never sent twice: a redirect is its answer', async () => {
  let asked = 0
  const url = await serve((_, response) => {
    asked += 1
    response.writeHead(307, { location: '/again' }).end()
  })
  expect((await send(url, { method: 'POST', body: 'a fox' })).status).toBe(307)
  expect(asked).toBe(1)
})

test('redirects in a circle come to an end', async () => {
  let asked = 0
  const url = await serve((_, response) => {
    asked += 1
    response.writeHead(302, { location: '/' }).end()
  })
  expect((await send(url)).status).toBe(302)
  expect(asked).toBe(6)
})

import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFetchGateway } from './fetch-gateway.ts'

const signal = new AbortController().signal

const serve = async (answer: RequestListener): Promise<number> => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port // it listens on TCP
}

const read = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const local = (address: string) => address === '127.0.0.1'

describe('the gateway', () => {
  it('fetches, and follows redirects', async () => {
    const port = await serve((request, response) =>
      request.url === '/a' ? response.writeHead(302, { location: '/b' }).end() : response.end('hello'),
    )
    const fetched = await createFetchGateway({ allow: local }).get(`http://127.0.0.1:${port}/a`, { signal })
    expect(fetched.url.pathname).toBe('/b')
    expect(await read(fetched.body)).toBe('hello')
  })

  it('reaches what a person called their own, and nothing else inside, not by a redirect either', async () => {
    const other = await serve((_, response) => response.end('a secret of the network'))
    const port = await serve((request, response) =>
      request.url === '/film'
        ? response.end('a film')
        : response.writeHead(302, { location: `http://127.0.0.1:${other}/` }).end(),
    )
    const ownOrigin = `http://127.0.0.1:${port}`
    const gateway = createFetchGateway()
    expect(await read((await gateway.get(`${ownOrigin}/film`, { signal, ownOrigin })).body)).toBe('a film')
    const inside = expect.objectContaining({ code: 'private-address' })
    await expect(gateway.get(`${ownOrigin}/away`, { signal, ownOrigin })).rejects.toEqual(inside)
    await expect(gateway.get(`${ownOrigin}/film`, { signal })).rejects.toEqual(inside)
  })

  it('tells its headers to the address and to none that it redirects to', async () => {
    const heard: (string | undefined)[] = []
    const other = await serve((request, response) => {
      heard.push(request.headers.authorization)
      response.end('x')
    })
    const port = await serve((request, response) => {
      heard.push(request.headers.authorization)
      response.writeHead(302, { location: `http://127.0.0.1:${other}/` }).end()
    })
    const headers = { authorization: 'Bearer token' }
    await createFetchGateway({ allow: local }).get(`http://127.0.0.1:${port}/`, { signal, headers })
    expect(heard).toEqual(['Bearer token', undefined])
  })

  it('asks the name once and goes to exactly the address that it checked', async () => {
    const port = await serve((request, response) => response.end(request.headers.host))
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.0.0.1', family: 4 }]]
    const resolve = async () => answers.shift() ?? []
    const fetched = await createFetchGateway({ allow: local, resolve }).get(`http://rebinding.test:${port}/`, {
      signal,
    })
    expect(await read(fetched.body)).toBe(`rebinding.test:${port}`)
    expect(answers).toHaveLength(1)
  })

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://files.localhost./',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/',
  ])('refuses %s', async (url) => {
    await expect(createFetchGateway().get(url, { signal })).rejects.toMatchObject({ code: 'private-address' })
  })

  it('refuses a name of which one address is private', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '192.168.0.1', family: 4 },
    ]
    await expect(createFetchGateway({ resolve }).get('http://both.test/', { signal })).rejects.toMatchObject({
      code: 'private-address',
    })
  })

  it('checks every redirect', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end())
    await expect(
      createFetchGateway({ allow: local }).get(`http://127.0.0.1:${port}/`, { signal }),
    ).rejects.toMatchObject({ code: 'private-address' })
  })

  it('gives up on a circle of redirects', async () => {
    let asked = 0
    const port = await serve((_, response) => {
      asked += 1
      response.writeHead(302, { location: '/again' }).end()
    })
    await expect(
      createFetchGateway({ allow: local }).get(`http://127.0.0.1:${port}/`, { signal }),
    ).rejects.toMatchObject({ code: 'download-failed' })
    expect(asked).toBe(6)
  })

  it.each([
    'file:///etc/passwd',
    'ftp://example.com/x',
    'data:text/plain,hi',
    'not an address',
    'https://me:secret@example.com/',
  ])('refuses %s', async (url) => {
    await expect(createFetchGateway().get(url, { signal })).rejects.toMatchObject({ code: 'invalid-request' })
  })

  it('says that nothing answers, that the line broke off, and that nothing comes', async () => {
    const closed = await serve((_, response) => response.end())
    const gateway = createFetchGateway({ allow: local, idleMs: 100 })
    const broken = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
      setImmediate(() => response.destroy())
    })
    const fetched = await gateway.get(`http://127.0.0.1:${broken}/`, { signal })
    await expect(read(fetched.body)).rejects.toMatchObject({ code: 'download-failed' })
    const silent = await serve(() => {})
    await expect(gateway.get(`http://127.0.0.1:${silent}/`, { signal })).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining('too long'),
    })
    await expect(
      createFetchGateway({ allow: local, resolve: async () => [] }).get(`http://nowhere.test:${closed}/`, { signal }),
    ).rejects.toMatchObject({ code: 'download-failed' })
  })
})

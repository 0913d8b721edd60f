import { connect } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startApp } from '../testing/start-app.ts'
import { createDoor } from './door.ts'

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') => new Request(url, { method, headers })

const doorOf = (proxyPorts: readonly number[] = []) => {
  const door = createDoor({ proxyPorts })
  door.open({ host: '127.0.0.1', port: 4100 })
  return (request: Request) => door.refusal(request)?.code
}

describe('the door', () => {
  const refusal = doorOf()

  it.each(['127.0.0.1:4100', 'localhost:4100', '[::1]:4100', 'LOCALHOST:4100'])('opens to %s', (host) => {
    expect(refusal(ask('http://x/', { host }))).toBeUndefined()
  })

  it.each([
    'evil.example',
    'evil.example:4100',
    '127.0.0.1',
    '127.0.0.1:4101',
    'localhost.evil.example:4100',
    '127.0.0.1.nip.io:4100',
  ])('stays shut for the name %s', (host) => {
    expect(refusal(ask('http://x/', { host }))).toBe('forbidden-origin')
  })

  it.each(['http://evil.example', 'null', 'http://localhost:3000', 'http://127.0.0.1', 'not an origin'])(
    'stays shut for a page of %s',
    (origin) => {
      expect(refusal(ask('http://localhost:4100/api/projects', { host: 'localhost:4100', origin }, 'POST'))).toBe(
        'forbidden-origin',
      )
    },
  )

  it('lets in pages of its own, and programs, which have no origin', () => {
    expect(
      refusal(ask('http://localhost:4100/api/projects', { origin: 'http://localhost:4100' }, 'POST')),
    ).toBeUndefined()
    expect(refusal(ask('http://127.0.0.1:4100/api/projects', {}, 'POST'))).toBeUndefined()
  })

  it('lets a link on another site open the page, and nothing else', () => {
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect(refusal(ask('http://localhost:4100/', foreign))).toBeUndefined()
    expect(refusal(ask('http://localhost:4100/api/projects', foreign))).toBe('forbidden-origin')
    expect(refusal(ask('http://localhost:4100/', { ...foreign, 'sec-fetch-mode': 'no-cors' }))).toBe('forbidden-origin')
    expect(
      refusal(
        ask('http://localhost:4100/api/assets/x', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }),
      ),
    ).toBe('forbidden-origin')
  })

  it('lets the development server in only in development', () => {
    const request = ask('http://x/api/projects', { host: 'localhost:5173', origin: 'http://localhost:5173' })
    expect(refusal(request)).toBe('forbidden-origin')
    expect(doorOf([5173])(request)).toBeUndefined()
  })
})

describe('a running server', () => {
  it('answers a client that offers HTTP/2 as any other', async () => {
    const { listen } = await startApp()
    const { port } = await listen()
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET /api/health HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: Upgrade\r\nupgrade: h2c\r\n\r\n`)
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 200/)
    socket.destroy()
  })

  it('refuses a request and a socket of another site before anything else', async () => {
    const { listen } = await startApp()
    const { port, url } = await listen()
    const response = await fetch(`${url}/api/projects`, { headers: { origin: 'http://evil.example' } })
    expect([response.status, await response.json()]).toMatchObject([403, { error: { code: 'forbidden-origin' } }])

    const socket = connect(port, '127.0.0.1')
    socket.write('GET /api/projects HTTP/1.1\r\nhost: evil.example\r\n\r\n')
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 403/)
    socket.destroy()

    const foreign = new WebSocket(`ws://127.0.0.1:${port}/api/socket`, { origin: 'http://evil.example' })
    const [error] = await once(foreign, 'error')
    expect(String(error)).toContain('403')
    const own = new WebSocket(`ws://127.0.0.1:${port}/api/socket`, { origin: url })
    await once(own, 'open')
    own.close()
  })
})

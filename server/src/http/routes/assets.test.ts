import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { mp4, png } from '../../testing/media-files.ts'
import { startApp } from '../../testing/start-app.ts'

const filesIn = (folder: string): string[] =>
  readdirSync(join(folder, 'assets'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, 'assets', name)).isFile(),
  )

const withPicture = async () => {
  const app = await startApp()
  const bytes = await png('red')
  const response = await app.request('POST', '/api/assets', {
    body: bytes,
    headers: { 'x-file-name': encodeURIComponent('Ein Bild – rot.png') },
  })
  const { asset, name } = JSON.parse(await response.text())
  const get = (path = '', headers: Record<string, string> = {}, method = 'GET') =>
    app.request(method, `/api/assets/${asset.asset}${path}`, { headers })
  return { ...app, bytes, asset, name, get, status: response.status }
}

const body = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('an upload', () => {
  it('is stored under the hash of its bytes, with its name', async () => {
    const { status, asset, name } = await withPicture()
    expect(status).toBe(201)
    expect(asset).toMatchObject({ kind: 'image', mime: 'image/png', width: 16, height: 16 })
    expect(name).toBe('Ein Bild – rot.png')
  })

  it('with a repeated id gets the first answer, whatever its body, at the same time and later', async () => {
    const { request, folder } = await startApp()
    const send = async (colour: string) => {
      const response = await request('POST', '/api/assets', {
        body: await png(colour),
        headers: { 'x-upload-id': 'up1', 'x-file-name': `${colour}.png` },
      })
      return JSON.parse(await response.text())
    }
    const [first, second] = await Promise.all([send('red'), send('blue')])
    expect(second).toEqual(first)
    expect(await send('green')).toEqual(first)
    expect(filesIn(folder)).toHaveLength(1)
  })

  it('that is refused before it has arrived ends its connection: the rest is no next request', async () => {
    const { request } = await startApp({ maxUploadBytes: 100_000 })
    const refused = await request('POST', '/api/assets', {
      body: new Uint8Array(200_000),
      headers: { 'content-length': '200000' },
    })
    expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'close'])
  })

  it('that is no media, cut off, empty or too large is refused with code, sentence and hint', async () => {
    const { request, folder } = await startApp({ maxUploadBytes: 100_000 })
    const send = async (bytes: Uint8Array<ArrayBuffer>) => {
      const response = await request('POST', '/api/assets', { body: bytes, headers: { 'x-file-name': 'cat.mp4' } })
      return { status: response.status, error: JSON.parse(await response.text()).error }
    }
    const clip = new Uint8Array(mp4())
    expect(await send(new TextEncoder().encode('hello there'))).toMatchObject({
      status: 415,
      error: { code: 'bad-media', hint: expect.any(String) },
    })
    expect(await send(clip.slice(0, clip.length - 2000))).toMatchObject({
      status: 415,
      error: { code: 'bad-media', message: expect.stringContaining('incomplete') },
    })
    expect(await send(new Uint8Array())).toMatchObject({
      status: 415,
      error: { message: expect.stringContaining('empty') },
    })
    expect(await send(new Uint8Array(100_001))).toMatchObject({
      status: 413,
      error: { code: 'too-large', message: expect.stringContaining('cat.mp4') },
    })
    expect(filesIn(folder)).toEqual([])
  })

  it('that is given up leaves nothing', async () => {
    const { listen, folder } = await startApp()
    const { port } = await listen()
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /api/assets HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: 50000\r\n\r\nhalf of it`)
    await vi.waitFor(() => expect(filesIn(folder)).toHaveLength(1))
    socket.destroy()
    await vi.waitFor(() => expect(filesIn(folder)).toEqual([]))
  })

  it('that is too large gets its answer before it has been sent', async () => {
    const { listen, folder } = await startApp()
    const { port } = await listen()
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.write(
      `POST /api/assets HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: 5000000000\r\n\r\nthe first of it`,
    )
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1.1 413/)
    expect(filesIn(folder)).toEqual([])
  })
})

describe('a media file', () => {
  it('is served whole, for good, with its own type and nothing that could run', async () => {
    const { get, bytes, asset } = await withPicture()
    const response = await get()
    expect(response.status).toBe(200)
    expect(await body(response)).toEqual(bytes)
    const header = (name: string) => response.headers.get(name)
    expect([header('content-type'), header('content-length'), header('accept-ranges'), header('etag')]).toEqual([
      'image/png',
      String(bytes.length),
      'bytes',
      `"${asset.asset}"`,
    ])
    expect(header('cache-control')).toContain('immutable')
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('content-security-policy')).toContain("default-src 'none'")
  })

  it.each([
    ['bytes=0-9', 0, 10],
    ['bytes=10-', 10, undefined],
    ['bytes=-5', -5, undefined],
    ['bytes=0-999999', 0, undefined],
  ])('gives the range %s', async (range, start, end) => {
    const { get, bytes } = await withPicture()
    const response = await get('', { range })
    expect(response.status).toBe(206)
    const expected = bytes.subarray(start < 0 ? bytes.length + start : start, end)
    expect(await body(response)).toEqual(expected)
    const first = bytes.length - (start < 0 ? -start : bytes.length - start)
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${first + expected.length - 1}/${bytes.length}`)
  })

  it('says when a range lies outside, and gives all where the range means nothing or another file', async () => {
    const { get, bytes, asset } = await withPicture()
    const outside = await get('', { range: `bytes=${bytes.length}-` })
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
    expect((await get('', { range: 'bytes=-0' })).status).toBe(416)
    for (const range of ['lines=1-2', 'bytes=5-2', 'bytes=0-1,4-5', 'bytes=-'])
      expect((await get('', { range })).status).toBe(200)
    expect((await get('', { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200)
    expect((await get('', { range: 'bytes=0-1', 'if-range': `"${asset.asset}"` })).status).toBe(206)
  })

  it('is not sent again to those who have it, nor to those who only ask for its head', async () => {
    const { get, asset, bytes } = await withPicture()
    expect((await get('', { 'if-none-match': `W/"${asset.asset}"` })).status).toBe(304)
    const head = await get('', {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), (await body(head)).length]).toEqual([
      200,
      String(bytes.length),
      0,
    ])
  })

  it('downloads under any name', async () => {
    const { get } = await withPicture()
    const disposition = async (name: string) =>
      (await get(`?name=${encodeURIComponent(name)}`)).headers.get('content-disposition')
    expect(await disposition('Café "1"/2.png')).toBe(
      `attachment; filename="Cafe _1__2.png"; filename*=UTF-8''Caf%C3%A9%20_1__2.png`,
    )
    expect(await disposition('映画\r\nx: y')).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''[\w%.-]+$/)
  })

  it('that is not there is not found', async () => {
    const { call } = await startApp()
    expect(await call('GET', `/api/assets/${'0'.repeat(64)}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    })
    expect(await call('GET', '/api/assets/..%2F..%2Fetc')).toMatchObject({ status: 404 })
  })

  it('shows a poster and the peaks of its sound, made once', async () => {
    const { request, call, folder } = await startApp()
    const { asset } = JSON.parse(await (await request('POST', '/api/assets', { body: new Uint8Array(mp4()) })).text())
    const poster = await request('GET', `/api/assets/${asset.asset}/poster`)
    expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/webp'])
    expect((await body(poster)).subarray(8, 12).toString()).toBe('WEBP')
    const { status, body: sound } = await call('GET', `/api/assets/${asset.asset}/peaks`)
    expect(status).toBe(200)
    expect(sound.peaks).toHaveLength(400)
    expect(Math.max(...sound.peaks)).toBeGreaterThan(0.05)
    const cached = readdirSync(join(folder, 'cache'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('.'),
    )
    expect(cached.map((name) => name.slice(name.indexOf('.'))).toSorted()).toEqual(['.peaks.json', '.webp'])
  })

  it('without sound has no peaks', async () => {
    const { asset, call } = await withPicture()
    expect(await call('GET', `/api/assets/${asset.asset}/peaks`)).toMatchObject({ status: 404 })
  })
})

const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
}

describe('an import by address', () => {
  it('stores what it fetches under the name of its address', async () => {
    const bytes = await png('blue')
    const site = await serve((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(bytes))
    const { call } = await startApp()
    const { status, body: answer } = await call('POST', '/api/assets/import', {
      url: `${site}/pictures/my%20cat.png?size=1`,
    })
    expect(status).toBe(201)
    expect(answer).toMatchObject({
      name: 'my cat.png',
      asset: { kind: 'image', mime: 'image/png', bytes: bytes.length },
    })
  })

  it.each([
    [
      'nothing there',
      404,
      {},
      '',
      { code: 'download-failed', message: expect.stringContaining('nothing at this address') },
    ],
    [
      'a closed door',
      403,
      {},
      '',
      { code: 'download-failed', message: expect.stringContaining('not give this file to everybody') },
    ],
    ['a fault of the other side', 500, {}, '', { code: 'download-failed' }],
    [
      'a web page',
      200,
      { 'content-type': 'text/html; charset=utf-8' },
      '<html>',
      { code: 'bad-media', message: expect.stringContaining('web page') },
    ],
    [
      'a web page in disguise',
      200,
      { 'content-type': 'image/png' },
      '<!doctype html><title>x</title>',
      { code: 'bad-media', message: expect.stringContaining('web page') },
    ],
    ['too much, announced', 200, { 'content-length': '99999999' }, '', { code: 'too-large' }],
    ['too much, on the way', 200, { 'content-type': 'video/mp4' }, 'x'.repeat(2_000_000), { code: 'too-large' }],
  ])('refuses %s and leaves nothing', async (_, code, headers, text, error) => {
    const site = await serve((__, response) => response.writeHead(code, headers).end(text))
    const { call, folder } = await startApp()
    const { body: answer } = await call('POST', '/api/assets/import', { url: `${site}/x` })
    expect(answer.error).toMatchObject(error)
    expect(answer.error.hint).toEqual(expect.any(String))
    expect(filesIn(folder)).toEqual([])
  })

  it('never reaches the own network', async () => {
    const { call } = await startApp()
    expect(await call('POST', '/api/assets/import', { url: 'http://192.168.0.1/x.png' })).toMatchObject({
      status: 400,
      body: { error: { code: 'private-address' } },
    })
  })
})

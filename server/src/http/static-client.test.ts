import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startApp } from '../testing/start-app.ts'

const built = async () => {
  const app = await startApp()
  mkdirSync(join(app.clientFolder, 'assets'), { recursive: true })
  writeFileSync(join(app.clientFolder, 'index.html'), '<h1>Reelgraph</h1>')
  writeFileSync(join(app.clientFolder, 'assets', 'main-abc123.js'), 'run()')
  writeFileSync(join(app.folder, 'secret.txt'), 'the key is 42')
  return app
}

it('serves the page at every page address, never cached, under a policy', async () => {
  const { request } = await built()
  for (const path of ['/', '/project/film', '/index.html']) {
    const response = await request('GET', path)
    expect([response.status, await response.text(), response.headers.get('cache-control')]).toEqual([
      200,
      '<h1>Reelgraph</h1>',
      'no-cache',
    ])
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
})

it('serves what is named by its hash for good, and nothing where a file is missing', async () => {
  const { request } = await built()
  const script = await request('GET', '/assets/main-abc123.js')
  expect([script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ])
  expect((await request('GET', '/assets/main-old.js')).status).toBe(404)
})

it('serves nothing outside its folder', async () => {
  const { request } = await built()
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/%',
  ]) {
    expect(await (await request('GET', path)).text()).not.toContain('the key')
  }
})

it('says what to do where the interface is not built', async () => {
  const { request } = await startApp()
  const response = await request('GET', '/')
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('npm start')
})

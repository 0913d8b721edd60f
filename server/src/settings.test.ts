import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readEnvironment } from './environment-files.ts'
import { browserCommand } from './open-browser.ts'
import { readSettings } from './settings.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

it('reads .env, .env.local over it, and the real environment over both', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, '.env'), '# mine\nPORT=1\nHOST=127.0.0.2\nFAL_KEY="a b"\n')
  writeFileSync(join(folder, '.env.local'), 'PORT=2\nBROWSER=none\n')
  expect(readEnvironment(folder, { BROWSER: 'firefox' })).toEqual({
    PORT: '2',
    HOST: '127.0.0.2',
    FAL_KEY: 'a b',
    BROWSER: 'firefox',
  })
})

it('has a default for everything, also where a line is empty', () => {
  const settings = {
    port: 4100,
    host: '127.0.0.1',
    data: join('/work', '.reelgraph'),
    maxUploadBytes: 2 * 1024 ** 3,
    browser: undefined,
  }
  expect(readSettings({}, '/work')).toEqual(settings)
  expect(readSettings({ PORT: '', HOST: '', REELGRAPH_DATA: '' }, '/work')).toEqual(settings)
})

it.each([
  [{ PORT: '70000' }, 'PORT'],
  [{ PORT: '4100.5' }, 'PORT'],
  [{ HOST: '192.168.0.5' }, 'HOST'],
  [{ HOST: '0.0.0.0' }, 'HOST'],
  [{ REELGRAPH_MAX_UPLOAD_BYTES: '2GB' }, 'REELGRAPH_MAX_UPLOAD_BYTES'],
])('refuses %o by name', (environment, field) => {
  expect(() => readSettings(environment, '/work')).toThrow(
    expect.objectContaining({
      body: expect.objectContaining({ code: 'invalid-request', field, hint: expect.any(String) }),
    }),
  )
})

it('opens a browser where somebody sees it', () => {
  const command = (
    browser: string | undefined,
    environment: Record<string, string>,
    platform: NodeJS.Platform = 'linux',
  ) => browserCommand('http://x', { browser, environment, platform })?.[0]
  expect(command(undefined, { DISPLAY: ':0' })).toBe('xdg-open')
  expect(command(undefined, {})).toBeUndefined()
  expect(command(undefined, {}, 'darwin')).toBe('open')
  expect(command(undefined, { SSH_CONNECTION: 'x' }, 'darwin')).toBeUndefined()
  expect(command('none', { DISPLAY: ':0' })).toBeUndefined()
  expect(command('firefox', {})).toBe('firefox')
  expect(command(undefined, { DISPLAY: ':0', CI: 'true' })).toBeUndefined()
})

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCatalog, defineProvider, fail, KeysSchema, type AccountQuestion } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { projectId } from '../../testing/graphs.ts'
import { filesOf } from '../../testing/files-of.ts'
import { openAccounts } from '../../testing/open-accounts.ts'
import { startApp } from '../../testing/start-app.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import type { Environment } from '../../secrets/from-environment.ts'
import type { AccountChecks } from '../../secrets/test-account.ts'

const KEY = 'fal-4b1d9c0e-7f3a2b:5d6e8f90-planted'
const OTHER = 'fal-another-key-0123456789abcdef'

const catalog = createCatalog({
  kinds: [],
  models: [],
  providers: [
    defineProvider({ id: 'draft', title: 'Draft', summary: 'Here.', builtIn: true, concurrency: 1 }),
    defineProvider({
      id: 'fal',
      title: 'fal',
      summary: 'Makes pictures.',
      builtIn: false,
      concurrency: 2,
      account: {
        fields: [{ name: 'key', title: 'API key', secret: true, env: ['FAL_API_KEY', 'FAL_KEY'] }],
        keysUrl: 'https://fal.ai/dashboard/keys',
        baseUrl: 'https://queue.fal.run',
      },
    }),
    defineProvider({
      id: 'cloud-flare',
      title: 'Cloudflare',
      summary: 'Writes.',
      builtIn: false,
      concurrency: 2,
      account: {
        fields: [
          { name: 'key', title: 'API token', secret: true, env: ['CLOUDFLARE_API_TOKEN'] },
          { name: 'accountId', title: 'Account ID', secret: false, env: ['CLOUDFLARE_ACCOUNT_ID'] },
        ],
        keysUrl: 'https://dash.cloudflare.com',
        baseUrl: 'https://api.cloudflare.com/client/v4',
      },
    }),
    defineProvider({
      id: 'own',
      title: 'Own server',
      summary: 'Any.',
      builtIn: false,
      concurrency: 1,
      account: {
        fields: [{ name: 'key', title: 'API key', secret: true, env: ['OWN_API_KEY'], optional: true }],
        keysUrl: 'https://example.com',
      },
    }),
  ],
})

const film = projectId('film')
const other = projectId('other')

interface Options {
  readonly folder?: string
  readonly environment?: Environment
  readonly accountChecks?: AccountChecks
}

const open = async ({ folder = temporaryFolder(), environment = {}, accountChecks = {} }: Options = {}) => {
  mkdirSync(folder, { recursive: true })
  const warnings: string[] = []
  const keys = await openAccounts({ folder, catalog, environment, log: { warn: (line) => warnings.push(line) } })
  const app = await startApp({ catalog, ...keys, accountChecks })
  for (const id of [film, other])
    await app.projects.create({ id, name: id, graph: { nodes: {}, edges: {} }, settings: {} })
  const list = async () => KeysSchema.parse((await app.call('GET', '/api/keys')).body)
  const of = async (provider: string) => {
    const found = (await list()).providers.find((one) => one.provider === provider)
    if (!found) throw new Error(`no ${provider}`)
    return found
  }
  const put = (provider: string, body: object) => app.call('PUT', `/api/keys/${provider}`, body)
  return { ...app, ...keys, keyFolder: folder, list, of, put, warnings }
}

const falOf = (app: Awaited<ReturnType<typeof open>>, project = film) => app.accounts.of({ provider: 'fal', project })

test('a provider that is built in needs no key; all others are listed with what they take and where it is made', async () => {
  const app = await open()
  const { providers } = await app.list()
  expect(providers.map(({ provider }) => provider)).toEqual(['fal', 'cloud-flare', 'own'])
  expect(providers[0]).toMatchObject({
    keysUrl: 'https://fal.ai/dashboard/keys',
    baseUrlEnv: ['FAL_BASE_URL'],
    accounts: [{ id: 'fal', name: '', usable: false, fields: [{ name: 'key', source: 'none' }] }],
  })
  expect(app.accounts.has('draft', film)).toBe(true)
  expect(app.accounts.has('fal', film)).toBe(false)
  expect(() => falOf(app)).toThrow('fal still needs: API key')
})

test('a key that is saved is used and never told: only its last four characters are', async () => {
  const app = await open()
  const { status, body } = await app.put('fal', { key: `  ${KEY}\n` })
  expect(status).toBe(200)
  expect(body.accounts).toMatchObject([
    { usable: true, isDefault: true, fields: [{ name: 'key', source: 'saved', hint: 'nted' }] },
  ])
  expect(falOf(app)).toEqual({ id: 'fal', values: { key: KEY }, baseUrl: 'https://queue.fal.run' })
  expect(JSON.stringify([body, await app.list()])).not.toContain(KEY.slice(0, 10))
})

test('it is encrypted on the disk, outlives a restart, and the master key is for its owner alone', async () => {
  const app = await open()
  await app.put('fal', { key: KEY })
  for (const { bytes } of filesOf(app.keyFolder)) expect(bytes.includes(KEY)).toBe(false)
  expect(statSync(join(app.keyFolder, 'master.key')).mode & 0o777).toBe(0o600)
  expect(falOf(await open({ folder: app.keyFolder })).values).toEqual({ key: KEY })
})

test('a sealed key that is moved to another account, or changed, does not open', async () => {
  const app = await open()
  await app.put('fal', { key: KEY })
  await app.put('fal', { name: 'work', key: OTHER })
  const file = join(app.keyFolder, 'keys', 'keys.json')
  const document = JSON.parse(readFileSync(file, 'utf8'))
  const [main, work] = document.accounts
  ;[main.fields, work.fields] = [work.fields, main.fields]
  writeFileSync(file, JSON.stringify(document))
  const again = await open({ folder: app.keyFolder })
  expect((await again.of('fal')).accounts.map(({ fields }) => fields[0]?.source)).toEqual(['unreadable', 'unreadable'])
})

test('a lost master key loses the saved keys, says so, and nothing else; typing a key again mends it', async () => {
  const app = await open()
  await app.put('fal', { key: KEY })
  await app.put('own', { baseUrl: 'http://localhost:11434/v1' })
  rmSync(join(app.keyFolder, 'master.key'))
  const after = await open({ folder: app.keyFolder })
  expect(after.warnings).toMatchObject([expect.stringContaining('One saved key cannot be read')])
  expect((await after.list()).trouble?.hint).toContain('master.key')
  expect((await after.of('fal')).accounts[0]).toMatchObject({ usable: false, fields: [{ source: 'unreadable' }] })
  expect(() => falOf(after)).toThrow('cannot be read without its master key')
  expect(after.accounts.has('own', film)).toBe(true)

  await after.put('fal', { key: OTHER })
  expect((await after.list()).trouble).toBeUndefined()
  expect(falOf(await open({ folder: app.keyFolder })).values).toEqual({ key: OTHER })
})

test('the master key may come from the environment; a wrong one there opens nothing and writes over nothing', async () => {
  const folder = temporaryFolder()
  const right = { REELGRAPH_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') }
  await (await open({ folder, environment: right })).put('fal', { key: KEY })
  expect(filesOf(folder).some(({ path }) => path.endsWith('master.key'))).toBe(false)

  const wrong = await open({ folder, environment: { REELGRAPH_MASTER_KEY: 'too short' } })
  expect((await wrong.list()).trouble?.message).toContain('REELGRAPH_MASTER_KEY is no master key')
  expect((await wrong.put('fal', { key: OTHER })).body.error.code).toBe('invalid-request')

  const hex = { REELGRAPH_MASTER_KEY: Buffer.alloc(32, 7).toString('hex') }
  expect(falOf(await open({ folder, environment: hex })).values).toEqual({ key: KEY })
})

test('a damaged key document keeps nobody from working, is kept, and is written anew with the next key', async () => {
  const app = await open()
  await app.put('fal', { key: KEY })
  writeFileSync(join(app.keyFolder, 'keys', 'keys.json'), '{"accounts": [')
  rmSync(join(app.keyFolder, 'keys', 'copies'), { recursive: true, force: true })
  const after = await open({ folder: app.keyFolder })
  expect((await after.list()).trouble?.code).toBe('corrupt-document')
  await after.put('fal', { key: OTHER })
  expect(falOf(await open({ folder: app.keyFolder })).values).toEqual({ key: OTHER })
  expect(filesOf(join(app.keyFolder, 'keys', 'damaged'))).toHaveLength(1)
})

test('the environment wins over what is saved, shows as such, and the first name that is set wins', async () => {
  const folder = temporaryFolder()
  await (await open({ folder })).put('fal', { key: KEY })
  const app = await open({ folder, environment: { FAL_API_KEY: '', FAL_KEY: OTHER } })
  expect(falOf(app).values).toEqual({ key: OTHER })
  expect((await app.of('fal')).accounts[0]?.fields).toEqual([
    { name: 'key', source: 'environment', variable: 'FAL_KEY', hint: 'cdef' },
  ])
  const refused = await app.put('fal', { key: KEY })
  expect(refused).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('FAL_KEY') } } })
  const both = await open({ folder, environment: { FAL_API_KEY: KEY, FAL_KEY: OTHER } })
  expect(falOf(both).values).toEqual({ key: KEY })
})

test('several keys: one is for everybody, another is chosen instead, and one project has its own that no other uses', async () => {
  const app = await open()
  await app.put('fal', { key: KEY })
  await app.put('fal', { name: 'work', key: OTHER })
  await app.put('fal', { name: 'Film', project: film, key: 'key-of-the-film-only-0123' })
  const ids = () => [film, other].map((project) => app.accounts.laneOf('fal', project))
  expect(ids()).toEqual(['fal:Film', 'fal'])
  await app.call('POST', '/api/keys/fal/default', { name: 'work' })
  expect(ids()).toEqual(['fal:Film', 'fal:work'])
  expect(falOf(app, other)).toMatchObject({ id: 'fal:work', values: { key: OTHER } })
  expect((await app.call('POST', '/api/keys/fal/default', { name: 'Film' })).status).toBe(409)
  await app.call('DELETE', '/api/keys/fal?name=Film')
  await app.call('DELETE', '/api/keys/fal?name=work')
  expect(ids()).toEqual(['fal', 'fal'])
})

test('a name is taken once, in capitals or not: another key of it is refused, and a change is one of the key that has it', async () => {
  const app = await open()
  await app.put('fal', { name: 'work', key: KEY, isNew: true })
  for (const name of ['work', 'Work', ' WORK ']) {
    const { status, body } = await app.put('fal', { name, key: OTHER, isNew: true })
    expect([status, body.error.field, body.error.message]).toEqual([
      409,
      'name',
      'fal has a key that is called “work” already.',
    ])
  }
  expect(app.accounts.named('fal', 'work').values).toEqual({ key: KEY })
  await app.put('fal', { name: 'Work', key: OTHER })
  expect((await app.of('fal')).accounts.map(({ name }) => name)).toEqual(['', 'work'])
  expect(app.accounts.named('fal', 'WORK').values).toEqual({ key: OTHER })
  expect((await app.call('DELETE', '/api/keys/fal?name=Work')).status).toBe(200)
  expect((await app.of('fal')).accounts.map(({ name }) => name)).toEqual([''])
})

test('what is optional is taken away with nothing in its place; what is needed is not', async () => {
  const app = await open()
  const ofOwn = () => app.accounts.of({ provider: 'own', project: film })
  for (const nothing of ['', '  ', null]) {
    await app.put('own', { key: OTHER, baseUrl: 'http://localhost:11434/v1' })
    expect(ofOwn().values).toEqual({ key: OTHER })
    const { status, body } = await app.put('own', { key: nothing })
    expect([status, body.accounts[0].fields]).toEqual([200, [{ name: 'key', source: 'none' }]])
    expect(ofOwn()).toMatchObject({ values: {}, baseUrl: 'http://localhost:11434/v1' })
  }
  await app.put('fal', { key: KEY })
  for (const nothing of ['', null]) {
    const { status, body } = await app.put('fal', { key: nothing })
    expect([status, body.error.field, body.error.message]).toEqual([400, 'key', 'API key: it is empty.'])
  }
  expect(falOf(app).values).toEqual({ key: KEY })
})

test('who uses a saved key can be changed, and it cannot be given to a project that is not there', async () => {
  const app = await open()
  const ids = () => [falOf(app, film).id, falOf(app, other).id]
  await app.put('fal', { key: KEY })
  await app.put('fal', { name: 'work', key: OTHER })
  await app.call('POST', '/api/keys/fal/default', { name: 'work' })
  expect(ids()).toEqual(['fal:work', 'fal:work'])
  await app.put('fal', { name: 'work', project: film })
  expect(ids()).toEqual(['fal:work', 'fal'])
  expect((await app.of('fal')).accounts.map(({ isDefault }) => isDefault)).toEqual([true, false])
  await app.put('fal', { name: 'work', project: other })
  expect(ids()).toEqual(['fal', 'fal:work'])
  const refused = await app.put('fal', { name: 'work', project: 'nonexistent' })
  expect([refused.status, refused.body.error.field]).toEqual([404, 'project'])
  await app.put('fal', { name: 'work', project: null })
  expect((await app.of('fal')).accounts[1]).not.toHaveProperty('project')
})

test('what was begun on an account goes on with it, whichever is chosen since, and says so where it is gone', async () => {
  const app = await open()
  await app.put('fal', { key: KEY })
  await app.put('fal', { name: 'work', key: OTHER })
  const begun = { provider: 'fal', project: film, account: 'fal:work' }
  expect(app.accounts.of(begun).values).toEqual({ key: OTHER })
  await app.call('DELETE', '/api/keys/fal?name=work')
  expect(() => app.accounts.of(begun)).toThrow('no longer there')
})

test('a provider that needs more than a key is not usable before all of it is there', async () => {
  const app = await open()
  await app.put('cloud-flare', { key: KEY })
  expect((await app.of('cloud-flare')).accounts[0]?.usable).toBe(false)
  expect(() => app.accounts.of({ provider: 'cloud-flare', project: film })).toThrow('needs: Account ID.')
  const { body } = await app.put('cloud-flare', { accountId: '0123456789' })
  expect(body.accounts[0]).toMatchObject({ usable: true, fields: [{ hint: 'nted' }, { hint: '0123456789' }] })
  expect(app.accounts.of({ provider: 'cloud-flare', project: film }).values).toEqual({
    key: KEY,
    accountId: '0123456789',
  })
})

test('an address may be private where the person set it, the environment wins, and a key is typed again for a new one', async () => {
  const folder = temporaryFolder()
  const app = await open({ folder })
  await app.put('fal', { key: KEY, baseUrl: 'http://127.0.0.1:9000/fal/' })
  expect(falOf(app).baseUrl).toBe('http://127.0.0.1:9000/fal')
  const elsewhere = await app.put('fal', { baseUrl: 'https://gateway.example.com' })
  expect(elsewhere.body.error).toMatchObject({ field: 'key', message: expect.stringContaining('typed again') })
  expect((await app.put('fal', { key: KEY, baseUrl: 'https://gateway.example.com' })).status).toBe(200)
  await app.put('fal', { baseUrl: null })
  expect(falOf(app).baseUrl).toBe('https://queue.fal.run')

  const set = await open({ folder, environment: { FAL_BASE_URL: 'http://localhost:7/' } })
  expect(falOf(set).baseUrl).toBe('http://localhost:7')
  expect((await set.of('fal')).accounts[0]?.baseUrl).toMatchObject({ source: 'environment', variable: 'FAL_BASE_URL' })
})

test('a key of the environment goes to no address that was saved', async () => {
  const folder = temporaryFolder()
  await (await open({ folder })).put('fal', { key: KEY, baseUrl: 'https://gateway.example.com' })
  const app = await open({ folder, environment: { FAL_KEY: OTHER } })
  expect(falOf(app)).toMatchObject({ values: { key: OTHER }, baseUrl: 'https://queue.fal.run' })
  expect((await app.put('fal', { baseUrl: 'https://gateway.example.com' })).status).toBe(409)
})

test.each([
  ['a line break inside', 'abcdefgh\nabcdefgh', 'line break'],
  ['a word before it', `Bearer ${KEY}`, 'A word'],
  ['quotes', `"${KEY}"`, 'quotes'],
  ['its variable', `FAL_KEY=${KEY}`, 'FAL_KEY='],
  ['too little', 'abc', 'too few'],
  ['nothing', '   ', 'empty'],
  ['letters no header takes', 'schlüssel-ist-lang', 'characters in it'],
])('a key with %s is refused at the door, and the refusal does not repeat it', async (_, key, why) => {
  const app = await open()
  const { status, body } = await app.put('fal', { key })
  expect(status).toBe(400)
  expect(body.error.message.toLowerCase()).toContain(why.toLowerCase())
  expect(JSON.stringify(body)).not.toContain(KEY)
  expect((await app.of('fal')).accounts[0]?.usable).toBe(false)
})

test.each([
  ['not an address', 'the one in the cellar'],
  ['a file', 'file:///etc/passwd'],
  ['a password', 'https://me:secret@example.com'],
  ['a question', 'https://example.com/?key=1'],
  ['no encryption over the internet', 'http://example.com/v1'],
])('an address with %s is refused', async (_, baseUrl) => {
  const app = await open()
  expect((await app.put('fal', { key: KEY, baseUrl })).body.error).toMatchObject({ field: 'baseUrl' })
})

test('fields that a provider does not take, and keys of nobody, are refused by name', async () => {
  const app = await open()
  expect((await app.put('fal', { key: KEY, region: 'eu' })).body.error).toMatchObject({ field: 'region' })
  expect((await app.put('draft', { key: KEY })).status).toBe(404)
  expect((await app.put('fal', { key: KEY, project: film })).body.error).toMatchObject({ field: 'name' })
  const slashed = await app.put('fal', { key: KEY, name: '../x' })
  expect([slashed.status, slashed.body.error.message]).toEqual([400, expect.stringMatching(/dots and dashes\.$/)])
  expect((await app.call('DELETE', '/api/keys/fal')).status).toBe(404)
})

test('a test asks the service with the account, tells what it said, and its limits hold where nobody set others', async () => {
  const asked: Pick<AccountQuestion, 'values' | 'baseUrl'>[] = []
  const app = await open({
    accountChecks: {
      fal: async () => ({
        checkAccount: async ({ values, baseUrl }) => {
          asked.push({ values, baseUrl })
          return { credits: { amount: 12.5, unit: 'USD' }, concurrency: 7, apiVersion: 'v1' }
        },
      }),
    },
  })
  expect((await app.call('POST', '/api/providers/fal/test', {})).body.error).toMatchObject({ code: 'key-missing' })
  await app.put('fal', { key: KEY })
  const { status, body } = await app.call('POST', '/api/providers/fal/test', {})
  expect(status).toBe(200)
  expect(body).toMatchObject({
    account: 'fal',
    credits: { amount: 12.5 },
    concurrency: 7,
    baseUrl: 'https://queue.fal.run',
  })
  expect(asked).toEqual([{ values: { key: KEY }, baseUrl: 'https://queue.fal.run' }])
})

test('what a test of a key says to do next can be done there', async () => {
  const codes = ['bad-parameter', 'provider-down', 'provider-error', 'no-credits', 'rate-limited', 'retired'] as const
  const app = await open({
    accountChecks: {
      fal: async () => ({
        checkAccount: async ({ values }) => {
          throw fail(codes.find((code) => values['key']?.endsWith(code)) ?? 'internal', 'fal said so.', {
            hint: 'Change the setting that it names, then run it again, or use another model.',
            provider: 'fal',
          })
        },
      }),
    },
  })
  for (const code of codes) {
    await app.put('fal', { key: `a-key-that-is-${code}` })
    const { error } = (await app.call('POST', '/api/providers/fal/test', {})).body
    expect([error.code, error.provider, error.message]).toEqual([code, 'fal', 'fal said so.'])
    expect(error.hint).not.toMatch(/run it|model|setting/)
  }
})

test('what a test throws is readable and holds no key, whoever threw it and wherever it stood', async () => {
  let thrown: unknown
  const app = await open({
    accountChecks: { fal: async () => ({ checkAccount: () => Promise.reject(thrown) }) },
  })
  await app.put('fal', { key: KEY })
  const ask = async () => (await app.call('POST', '/api/providers/fal/test', {})).body.error
  thrown = fail('key-rejected', `The key ${KEY} is not known.`, { detail: { header: `Key ${KEY}` }, provider: 'fal' })
  expect(await ask()).toEqual({
    code: 'key-rejected',
    message: 'The key ••• is not known.',
    detail: { header: 'Key •••' },
    provider: 'fal',
  })
  thrown = new TypeError('fetch failed', { cause: new Error(`connect to ?key=${encodeURIComponent(KEY)} refused`) })
  expect(await ask()).toMatchObject({ code: 'provider-down', message: expect.stringContaining('?key=••• refused') })
  thrown = new Error(`Unexpected answer for ${Buffer.from(KEY).toString('base64')}`)
  expect(JSON.stringify(await ask())).toContain('•••')
})

import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startProcess } from './testing/server-process.ts'
import { smallDisk } from './testing/small-disk.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const call = async (url: string, method: string, path: string, json?: unknown) => {
  const response = await fetch(`${url}${path}`, {
    method,
    ...(json !== undefined && { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }),
  })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

const note = (id: string) => ({ id, kind: 'note', x: 0, y: 0, mode: 'on', params: {}, takes: {}, pins: {} })
const addNote = (id: string) => ({ id: `add-${id}`, base: 0, ops: [{ op: 'node-add', node: note(id) }] })

describe('a server', () => {
  it('says once where it is, works, has a first film to begin with, and stops in order when asked to', async () => {
    const data = temporaryFolder()
    const server = startProcess(data)
    const url = await server.ready()
    expect(await call(url, 'GET', '/api/health')).toMatchObject({
      status: 200,
      body: { ok: true, storage: 'embedded', ffmpeg: { state: 'ready', missing: [] } },
    })
    expect((await call(url, 'GET', '/api/projects')).body.projects).toMatchObject([{ name: 'First film' }])
    await call(url, 'POST', '/api/projects', { id: 'film' })
    await call(url, 'POST', '/api/projects/film/ops', addNote('a'))
    expect(await server.kill('SIGTERM')).toBe(0)
    expect(server.said()).toBe(`Reelgraph is ready: ${url}  (data: ${data})\n`)
    expect(JSON.parse(readFileSync(join(data, 'projects', 'film.json'), 'utf8')).project.nodes).toHaveProperty('a')

    const again = startProcess(data)
    const { body } = await call(await again.ready(), 'GET', '/api/projects')
    expect(body.projects.map(({ name }: { name: string }) => name).toSorted()).toEqual(['First film', 'Untitled'])
  })

  it('has every acknowledged change after it was killed in the middle of writing', async () => {
    const data = temporaryFolder()
    const acknowledged = new Set<string>()
    for (let round = 0; round < 3; round += 1) {
      const server = startProcess(data)
      const url = await server.ready()
      await call(url, 'POST', '/api/projects', { id: 'film', name: 'Film' })
      const writer = async (name: string): Promise<void> => {
        for (let count = 0; ; count += 1) {
          const id = `${name}-${round}-${count}`
          const { status } = await call(url, 'POST', '/api/projects/film/ops', addNote(id))
          expect(status).toBe(200)
          acknowledged.add(id)
          // whatever is under way by others is cut in the middle
          if (acknowledged.size > 60 * (round + 1)) server.child.kill('SIGKILL')
        }
      }
      await Promise.allSettled(['a', 'b', 'c', 'd'].map(writer))
      await server.ended()
    }
    const url = await startProcess(data).ready()
    const { body } = await call(url, 'GET', '/api/projects/film')
    expect(body.notices).toEqual([])
    expect([...acknowledged].filter((id) => !(id in body.project.nodes))).toEqual([])
    expect(acknowledged.size).toBeGreaterThan(180)
  })

  it('opens damaged projects from what is left, lists those of which nothing is, and works', async () => {
    const data = temporaryFolder()
    const server = startProcess(data)
    const first = await server.ready()
    await call(first, 'POST', '/api/projects', { id: 'film', name: 'Film' })
    await call(first, 'POST', '/api/projects/film/ops', addNote('a'))
    await server.kill('SIGKILL')
    writeFileSync(join(data, 'projects', 'film.json'), '{"revision": 1, "proj')
    writeFileSync(join(data, 'projects', 'lost.json'), 'nothing of use')

    const again = startProcess(data)
    const url = await again.ready()
    const { body } = await call(url, 'GET', '/api/projects/film')
    expect(body).toMatchObject({
      project: { name: 'Film', nodes: { a: {} } },
      notices: [expect.stringContaining('damaged')],
    })
    expect((await call(url, 'GET', '/api/projects')).body.unreadable).toMatchObject([
      { id: 'lost', error: { code: 'corrupt-document' } },
    ])
    expect(readFileSync(join(data, 'projects', 'lost.json'), 'utf8')).toBe('nothing of use')
    expect(readdirSync(join(data, 'projects', 'damaged'))).toHaveLength(1)
    expect(again.printed()).toContain('was damaged')
    expect(await call(url, 'POST', '/api/projects/film/ops', addNote('b'))).toMatchObject({ status: 200 })
  })

  it('refuses a change that a full disk does not take, keeps what it had, and goes on when there is room', async ({
    skip,
  }) => {
    const disk = smallDisk(8)
    if (disk === undefined) return skip('only root may mount a small disk')
    const server = startProcess(disk)
    const url = await server.ready()
    await call(url, 'POST', '/api/projects', { id: 'film', name: 'Film' })
    expect(await call(url, 'POST', '/api/projects/film/ops', addNote('before'))).toMatchObject({ status: 200 })
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize))
    const big = {
      id: 'big',
      base: 0,
      ops: [{ op: 'set', path: ['nodes', 'before', 'params', 'text'], value: 'x'.repeat(3_000_000) }],
    }
    expect(await call(url, 'POST', '/api/projects/film/ops', big)).toMatchObject({
      status: 507,
      body: { error: { code: 'disk-full', hint: expect.any(String) } },
    })
    const full = await call(url, 'GET', '/api/projects/film')
    expect(full.body.project.nodes.before.params).toEqual({})
    rmSync(join(disk, 'filler'))
    expect(await call(url, 'POST', '/api/projects/film/ops', addNote('after'))).toMatchObject({ status: 200 })
    await server.kill('SIGKILL')
    const { body } = await call(await startProcess(disk).ready(), 'GET', '/api/projects/film')
    expect(Object.keys(body.project.nodes)).toEqual(['before', 'after'])
  })
})

describe('a server that cannot start', () => {
  const refusal = async (data: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const server = startProcess(data, env)
    expect(await server.ended()).toBe(1)
    expect(server.printed()).not.toContain('    at ')
    return server.printed()
  }

  it('names the port that is in use, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as AddressInfo // it listens on TCP
    const said = await refusal(temporaryFolder(), { PORT: String(port) })
    expect(said).toContain(`Port ${port} is in use`)
    expect(said).toContain(`PORT=${port + 1}`)
  })

  it('names the data folder that another one works on, and where that one answers', async () => {
    const data = temporaryFolder()
    const url = await startProcess(data).ready()
    const said = await refusal(data)
    expect(said).toContain(data)
    expect(said).toContain(url)
    expect(said).toContain('REELGRAPH_DATA=')
    expect(await call(url, 'GET', '/api/health')).toMatchObject({ status: 200 })
  })

  it('says that nothing can be written to its data folder', async () => {
    const parent = temporaryFolder()
    writeFileSync(join(parent, 'file'), '')
    mkdirSync(join(parent, 'odd', 'lock.db'), { recursive: true })
    for (const folder of ['file', 'odd']) {
      const said = await refusal(join(parent, folder))
      expect(said).toContain(join(parent, folder))
      if (folder === 'file') expect(said).toContain('it is a file.')
      expect(said).toContain('REELGRAPH_DATA=')
    }
  })

  it('says which setting does not fit', async () => {
    expect(await refusal(temporaryFolder(), { HOST: '0.0.0.0' })).toContain('no sign-in yet')
    expect(await refusal(temporaryFolder(), { PORT: 'many' })).toContain('PORT=many')
  })

  it('says that its database is damaged, and leaves it as it is', async () => {
    const data = temporaryFolder()
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'reelgraph.db'), 'this is no database, and it is long enough to tell')
    expect(await refusal(data)).toContain('is damaged')
    expect(readFileSync(join(data, 'reelgraph.db'), 'utf8')).toContain('this is no database')
  })
})

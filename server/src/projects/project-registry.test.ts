import { existsSync, readdirSync, readFileSync, writeFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch, Op } from '@reelgraph/shared'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNode, addWire, picture, projectId, words } from '../testing/graphs.ts'
import { breath, openProjects } from '../testing/open-projects.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import type { ProjectNews } from './project-registry.ts'

const film = projectId('film')
const empty = { id: film, name: 'Film', graph: { nodes: {}, edges: {} }, settings: {} }
const batch = (id: string, ops: Op[], base = 0): Batch => ({ id, base, ops })
const rename = (name: string): Op => ({ op: 'set', path: ['name'], value: name })

const started = async (folder = temporaryFolder()) => {
  const open = openProjects(folder)
  await open.projects.create(empty)
  return { folder, ...open }
}

describe('a project', () => {
  it('is changed by batches, each raising its revision by one', async () => {
    const { projects } = await started()
    const before = await projects.open(film)
    const { revision } = await projects.apply(
      film,
      batch('one', [addNode(words('a')), addNode(picture('b')), addWire('a.text', 'b.prompt')]),
    )
    const after = await projects.open(film)
    expect(revision).toBe(before.revision + 1)
    expect(after.revision).toBe(revision)
    expect(Object.keys(after.project.nodes)).toEqual(['a', 'b'])
  })

  it('gives the first answer to a repeated batch, also after a restart', async () => {
    const { projects, folder, database } = await started()
    const first = await projects.apply(film, batch('one', [addNode(words('a'))]))
    await projects.apply(film, batch('two', [addNode(words('b'))]))
    expect(await projects.apply(film, batch('one', [addNode(words('a'))]))).toEqual(first)
    database.close()
    const { projects: again } = openProjects(folder)
    expect(await again.apply(film, batch('one', [addNode(words('a'))]))).toEqual(first)
    expect(Object.keys((await again.open(film)).project.nodes)).toEqual(['a', 'b'])
  })

  it('refuses a batch as a whole, with the reason, and stays as it was', async () => {
    const { projects } = await started()
    const before = await projects.open(film)
    const wrong = [addNode(words('a')), addNode(picture('b')), addWire('b.image', 'a.before')]
    await expect(projects.apply(film, batch('one', wrong))).rejects.toMatchObject({ code: 'bad-connection' })
    expect(await projects.open(film)).toEqual(before)
  })

  it('applies what is sent at once one after the other, and tells of it in that order', async () => {
    const { projects } = await started()
    const heard: ProjectNews[] = []
    projects.watch((news) => heard.push(news))
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => projects.apply(film, batch(`b${index}`, [rename(`Film ${index}`)]))),
    )
    expect(answers.map(({ revision }) => revision)).toEqual(Array.from({ length: 30 }, (_, index) => index + 2))
    expect(heard.map((news) => news.type === 'ops' && news.revision)).toEqual(answers.map(({ revision }) => revision))
  })

  it('refuses a sender who knows a later revision than there is', async () => {
    const { projects } = await started()
    await expect(projects.apply(film, batch('one', [rename('x')], 99))).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is made once, however often its making is asked for', async () => {
    const { projects } = openProjects(temporaryFolder())
    const [first, second] = await Promise.all([
      projects.create({ ...empty, name: 'First' }),
      projects.create({ ...empty, name: 'Second' }),
    ])
    expect(second).toEqual(first)
    expect(await projects.create({ ...empty, name: 'Third' })).toEqual(first)
  })
})

describe('a data folder', () => {
  it('has every acknowledged batch after a restart, whenever its snapshots were written', async () => {
    const step = fc.oneof(
      fc.record({ name: fc.string({ minLength: 1, maxLength: 20 }) }),
      fc.constant('save' as const),
      fc.constant('restart' as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const folder = temporaryFolder()
        let open = openProjects(folder)
        let expected = await open.projects.create(empty)
        let count = 0
        for (const next of steps) {
          if (next === 'save') await open.projects.close()
          else if (next === 'restart') {
            open.database.close() // without a last snapshot, as a killed process
            open = openProjects(folder)
          } else {
            count += 1
            await open.projects.apply(film, batch(`b${count}`, [rename(next.name)]))
            expected = await open.projects.open(film)
          }
          expect(await open.projects.open(film)).toEqual(expected)
        }
        open.database.close()
      }),
      { numRuns: 20 },
    )
  })

  it('keeps each project as one readable file with its last three forms', async () => {
    const { projects, folder } = await started()
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      await projects.apply(film, batch(name, [rename(name)]))
      await projects.close()
    }
    const read = (path: string) => JSON.parse(readFileSync(join(folder, 'projects', path), 'utf8')).project.name
    expect([
      read('film.json'),
      read('copies/film.1.json'),
      read('copies/film.2.json'),
      read('copies/film.3.json'),
    ]).toEqual(['Four', 'Three', 'Two', 'One'])
    expect(readdirSync(join(folder, 'projects'))).toEqual(['copies', 'film.json'])
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['another thing', () => '{"hello": true}'],
  ])(
    'restores a file that is %s from its last good copy and the log, says so and keeps the damaged one',
    async (_, damage) => {
      const { projects, folder, database } = await started()
      await projects.apply(film, batch('one', [addNode(words('a'))]))
      await projects.close()
      await projects.apply(film, batch('two', [addNode(words('b'))]))
      await projects.close()
      const expected = await projects.open(film)
      database.close()
      const path = join(folder, 'projects', 'film.json')
      const damaged = damage(readFileSync(path, 'utf8'))
      writeFileSync(path, damaged)

      const opened = await openProjects(folder).projects.open(film)
      expect(opened.project).toEqual(expected.project)
      expect(opened.revision).toBe(expected.revision)
      expect(opened.notices).toEqual([expect.stringContaining('damaged')])
      const [aside = ''] = readdirSync(join(folder, 'projects', 'damaged'))
      expect(readFileSync(join(folder, 'projects', 'damaged', aside), 'utf8')).toBe(damaged)
      expect(JSON.parse(readFileSync(path, 'utf8')).project).toEqual(expected.project)
    },
  )

  it('makes a project again from its log alone where file and copies are damaged', async () => {
    const { projects, folder, database } = await started()
    await projects.apply(film, batch('one', [addNode(words('a', { text: 'Rain' }))]))
    await projects.close()
    const expected = await projects.open(film)
    database.close()
    writeFileSync(join(folder, 'projects', 'film.json'), 'x')
    rmSync(join(folder, 'projects', 'copies'), { recursive: true })
    const opened = await openProjects(folder).projects.open(film)
    expect(opened.project).toEqual(expected.project)
    expect(opened.notices).toEqual([expect.stringContaining('log of its changes')])
  })

  it('makes again from its log also what was larger at its beginning than any one change may be', async () => {
    const folder = temporaryFolder()
    const { projects, database } = openProjects(folder)
    const nodes = Array.from({ length: 20_001 }, (_, index) => words(`n${index}`))
    const graph = { nodes: Object.fromEntries(nodes.map((node) => [node.id, node])), edges: {} }
    const { project } = await projects.create({ ...empty, graph })
    database.close()
    writeFileSync(join(folder, 'projects', 'film.json'), 'x')
    expect((await openProjects(folder).projects.open(film)).project).toEqual(project)
  })

  it('lists what cannot be read with its error, leaves it where it is, and works on', async () => {
    const { projects, folder } = await started()
    writeFileSync(join(folder, 'projects', 'broken.json'), '{"not": "a project"')
    writeFileSync(
      join(folder, 'projects', 'future.json'),
      JSON.stringify({ revision: 1, createdAt: 1, updatedAt: 1, project: { version: 99 } }),
    )
    const { projects: list, unreadable } = await projects.list()
    expect(list.map(({ id }) => id)).toEqual(['film'])
    expect(unreadable.map(({ id, error }) => [id, error.code])).toEqual([
      ['broken', 'corrupt-document'],
      ['future', 'newer-document'],
    ])
    await expect(projects.open(projectId('broken'))).rejects.toMatchObject({ code: 'corrupt-document' })
    expect(readFileSync(join(folder, 'projects', 'broken.json'), 'utf8')).toBe('{"not": "a project"')
    await expect(projects.apply(film, batch('one', [rename('On')]))).resolves.toBeDefined()
  })

  it('restores a damaged project once, however many ask for it at the same time', async () => {
    const { folder, projects, database } = await started()
    await projects.apply(film, batch('one', [addNode(words('a'))]))
    await projects.close()
    database.close()
    writeFileSync(join(folder, 'projects', 'film.json'), 'x')
    const { projects: again } = openProjects(folder, { slowReads: true })
    const listing = again.list()
    while (!existsSync(join(folder, 'projects', 'damaged'))) await breath()
    const [list, opened] = await Promise.all([listing, again.open(film), again.list()])
    expect(list).toMatchObject({ projects: [{ id: 'film' }], unreadable: [] })
    expect(opened.notices).toEqual([expect.stringContaining('damaged')])
    expect(readdirSync(join(folder, 'projects', 'damaged'))).toHaveLength(1)
    expect(await again.apply(film, batch('two', [rename('Two')]))).toEqual({ revision: 3 })
    expect(await again.open(film)).toMatchObject({ revision: 3, project: { name: 'Two' } })
  })

  it('puts aside a batch of the log that does not apply, keeps the rest, and goes on with new revisions', async () => {
    const { folder, opLog, database } = await started()
    const at = Date.now()
    await opLog.append(film, { id: 'bad', revision: 2, ops: [{ op: 'node-remove', id: words('ghost').id }], at })
    await opLog.append(film, { id: 'good', revision: 3, ops: [addNode(words('a'))], at })
    database.close()
    const { projects } = openProjects(folder)
    const opened = await projects.open(film)
    expect(Object.keys(opened.project.nodes)).toEqual(['a'])
    expect(opened.notices).toEqual([expect.stringContaining('1 of 2')])
    const [kept = ''] = readdirSync(join(folder, 'projects', 'damaged'))
    expect(readFileSync(join(folder, 'projects', 'damaged', kept), 'utf8')).toContain('ghost')
    expect(await projects.apply(film, batch('next', [rename('On')]))).toEqual({ revision: 4 })
  })
})

describe('a deleted project', () => {
  it('is gone from the list, takes no change, and comes back as it was, also after a restart', async () => {
    const { projects, folder, database } = await started()
    await projects.apply(film, batch('one', [addNode(words('a'))]))
    const expected = await projects.open(film)
    const heard: string[] = []
    projects.watch((news) => heard.push(news.type))
    await projects.remove(film)
    expect(heard).toEqual(['project-deleted'])
    expect((await projects.list()).projects).toEqual([])
    await expect(projects.apply(film, batch('two', [rename('x')]))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('was deleted'),
    })
    await projects.close()
    database.close()
    const { projects: again } = openProjects(folder)
    expect(await again.isNew()).toBe(false)
    expect(await again.restore(film)).toEqual(expected)
    expect((await again.list()).projects).toMatchObject([{ id: 'film', nodes: 1 }])
  })

  it('cannot be brought back by a change that was on its way', async () => {
    const { projects, folder } = await started()
    await Promise.allSettled([
      projects.remove(film),
      projects.apply(film, batch('late', [rename('x')])),
      projects.open(film),
    ])
    await projects.close()
    expect(readdirSync(join(folder, 'projects')).filter((name) => name.endsWith('.json'))).toEqual([])
  })

  it('is not opened again by somebody who looks while it goes', async () => {
    const folder = temporaryFolder()
    const { projects } = openProjects(folder, { slowReads: true })
    await projects.create(empty)
    const looks: Promise<unknown>[] = []
    const file = join(folder, 'projects', 'film.json')
    const removed = projects.remove(film)
    while (existsSync(file)) {
      looks.push(projects.open(film).catch(() => undefined))
      await breath()
    }
    await removed
    await Promise.all(looks)
    await expect(projects.open(film)).rejects.toMatchObject({ code: 'not-found' })
    expect((await projects.restore(film)).project.name).toBe('Film')
    expect(await projects.apply(film, batch('one', [rename('Back')]))).toEqual({ revision: 2 })
  })
})

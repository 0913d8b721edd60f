import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch } from '@reelgraph/shared'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNode, projectId, words } from '../testing/graphs.ts'
import { openProjects } from '../testing/open-projects.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const film = projectId('film')
const empty = { id: film, name: 'Film', graph: { nodes: {}, edges: {} }, settings: {} }
const DAY = 24 * 60 * 60 * 1000
const START = 1_700_000_000_000

/** A project in a data folder whose clock the test moves. */
const begin = async (folder = temporaryFolder()) => {
  const clock = { now: START }
  const open = () => openProjects(folder, { now: () => clock.now })
  let { projects, opLog, database } = open()
  await projects.create(empty)
  let count = 0
  const add = (): Batch => ({ id: `b${(count += 1)}`, base: 0, ops: [addNode(words(`n${count}`))] })
  return {
    folder,
    clock,
    create: () => projects.create(empty),
    project: () => projects.open(film),
    catchUp: (since: number) => projects.catchUp(film, since),
    apply: (batch = add()) => projects.apply(film, batch),
    /** As the two seconds after a change do. */
    save: () => projects.close(),
    async changeAndSave() {
      await projects.apply(film, add())
      await projects.close()
    },
    /** The revisions in the log. */
    logged: async () => (await opLog.since(film, 0)).map(({ revision }) => revision),
    restart() {
      database.close()
      ;({ projects, opLog, database } = open())
    },
  }
}

type Begun = Awaited<ReturnType<typeof begin>>

/** Revisions 1 to 6, each in the file once, and all of them a month old; 7 is of today. */
const shortened = async (): Promise<Begun> => {
  const old = await begin()
  for (let revision = 2; revision <= 6; revision += 1) await old.changeAndSave()
  old.clock.now += 31 * DAY
  await old.changeAndSave()
  return old
}

const damage = (folder: string, name: string): void => writeFileSync(join(folder, 'projects', name), '{')

describe('the log of a project', () => {
  it('lets go of what is a month old and in its file and in all copies of it', async () => {
    const { logged } = await shortened()
    // The copies are of revisions 6, 5 and 4.
    expect(await logged()).toEqual([5, 6, 7])
  })

  it('keeps everything for a month', async () => {
    const { changeAndSave, clock, logged } = await begin()
    for (let days = 0; days < 30; days += 1) {
      await changeAndSave()
      clock.now += DAY
    }
    expect(await logged()).toHaveLength(31)
  })

  it('keeps what only one file has', async () => {
    const { folder, apply, save, changeAndSave, clock, logged } = await begin()
    await changeAndSave()
    clock.now += 31 * DAY
    await apply()
    rmSync(join(folder, 'projects', 'copies'), { recursive: true })
    damage(folder, 'film.json')
    await save()
    expect(await logged()).toEqual([1, 2, 3])
  })

  it('is looked at once a day', async () => {
    const { changeAndSave, clock, logged } = await shortened()
    for (let count = 0; count < 4; count += 1) await changeAndSave()
    expect(await logged()).toEqual([5, 6, 7, 8, 9, 10, 11])
    clock.now += DAY
    await changeAndSave()
    expect(await logged()).toEqual([7, 8, 9, 10, 11, 12])
  })
})

describe('a project whose log no longer reaches back to its beginning', () => {
  it('gives the batches that a page has missed, or all of it where the log does not have them', async () => {
    const { catchUp, logged } = await shortened()
    expect(await logged()).toEqual([5, 6, 7])
    const revisions = async (since: number) => (await catchUp(since)).batches?.map(({ revision }) => revision)
    expect(await revisions(4)).toEqual([5, 6, 7])
    expect(await revisions(3)).toBeUndefined()
    expect((await catchUp(3)).opened.revision).toBe(7)
  })

  it('gives the first answer to a repeated batch for as long as it is in the log', async () => {
    const { apply, restart, project } = await shortened()
    const before = await project()
    restart()
    // The batch b4 made revision 5.
    expect(await apply({ id: 'b4', base: 0, ops: [addNode(words('n4'))] })).toEqual({ revision: 5 })
    expect(await project()).toEqual(before)
  })

  it('opens as it was, and goes on', async () => {
    const { apply, restart, project } = await shortened()
    await apply()
    const before = await project()
    restart()
    expect(await project()).toEqual(before)
    expect(await apply()).toEqual({ revision: 9 })
  })

  it.each([
    ['its file', ['film.json']],
    ['its file and a copy', ['film.json', 'copies/film.1.json']],
    ['all but the oldest copy', ['film.json', 'copies/film.1.json', 'copies/film.2.json']],
  ])('is restored whole where a damage has hit %s', async (_, names) => {
    const { folder, apply, restart, project } = await shortened()
    await apply()
    const before = await project()
    for (const name of names) damage(folder, name)
    restart()
    expect(await project()).toEqual({ ...before, notices: [expect.stringContaining('last good copy')] })
  })

  it('says so where no form of it can be read, and leaves everything where it is', async () => {
    const { folder, restart, project } = await shortened()
    const names = ['film.json', ...[1, 2, 3].map((number) => `copies/film.${number}.json`)]
    for (const name of names) damage(folder, name)
    restart()
    await expect(project()).rejects.toMatchObject({ code: 'corrupt-document' })
    expect(names.map((name) => readFileSync(join(folder, 'projects', name), 'utf8'))).toEqual(['{', '{', '{', '{'])
  })

  it('is not made anew under its id where its file is gone', async () => {
    const { folder, restart, create, logged } = await shortened()
    rmSync(join(folder, 'projects'), { recursive: true })
    restart()
    await expect(create()).rejects.toMatchObject({ code: 'corrupt-document', message: expect.stringContaining('gone') })
    expect(await logged()).toEqual([5, 6, 7])
  })

  it('takes no later change for one of an older file that somebody has put in its place', async () => {
    const young = await begin()
    await young.changeAndSave()
    const older = readFileSync(join(young.folder, 'projects', 'film.json'), 'utf8')
    const old = await shortened()
    writeFileSync(join(old.folder, 'projects', 'film.json'), older)
    old.restart()
    const opened = await old.project()
    expect(Object.keys(opened.project.nodes)).toEqual(['n1'])
    expect(opened.notices).toEqual([expect.stringContaining('3 of 3')])
    const [kept = ''] = readdirSync(join(old.folder, 'projects', 'damaged'))
    expect(readFileSync(join(old.folder, 'projects', 'damaged', kept), 'utf8')).toContain('n6')
    expect(await old.apply()).toEqual({ revision: 8 })
  })
})

it('whatever is done and whichever forms are damaged at the end: with one good form nothing is lost', async () => {
  const step = fc.constantFrom('change', 'save', 'restart', 'days', 'month')
  const survivors = fc.constantFrom('film.json', 'copies/film.1.json', 'copies/film.2.json', 'copies/film.3.json')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), survivors, async (steps, survivor) => {
      const { folder, clock, apply, save, restart, project, logged } = await begin()
      for (const next of steps) {
        if (next === 'change') await apply()
        if (next === 'save') await save()
        if (next === 'restart') restart()
        if (next === 'days') clock.now += 5 * DAY
        if (next === 'month') clock.now += 31 * DAY
      }
      const { notices: _, ...before } = await project()
      const log = await logged()
      expect(log).toEqual(log.map((_revision, index) => (log[0] ?? 0) + index))
      const names = ['film.json', ...[1, 2, 3].map((number) => `copies/film.${number}.json`)]
      const there = names.filter((name) => existsSync(join(folder, 'projects', name)))
      for (const name of there) if (name !== survivor && there.includes(survivor)) damage(folder, name)
      restart()
      expect(await project()).toMatchObject(before)
    }),
    { numRuns: 40 },
  )
})

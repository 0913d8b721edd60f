import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { projectId } from '../../testing/graphs.ts'
import { openStores, stateOf, writeStep } from '../../testing/known-history.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'

const STEPS = 40
const WAL_HEADER = 32
const PAGE = 4096
const FRAME = 24 + PAGE
const SECTOR = 512

/** The files of a database. */
interface Files {
  readonly db: Buffer
  readonly wal: Buffer
}

/** After each commit: the files, and what they hold. */
interface Moment extends Files {
  readonly state: string
}

const filesOf = (file: string): Files => ({
  db: readFileSync(file),
  wal: existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : Buffer.alloc(0),
})

/** @param after is run after a step of that number. The first moment is before the first step. */
const history = async (after: { readonly step?: number; readonly sql?: string } = {}): Promise<readonly Moment[]> => {
  const file = join(temporaryFolder(), 'reelgraph.db')
  const stores = openStores(file)
  const moments: Moment[] = [{ ...filesOf(file), state: await stateOf(stores, STEPS) }]
  for (let step = 1; step <= STEPS; step += 1) {
    await writeStep(stores, step)
    if (step === after.step && after.sql) stores.database.sqlite.exec(after.sql)
    moments.push({ ...filesOf(file), state: await stateOf(stores, STEPS) })
  }
  stores.database.close()
  expect(new Set(moments.map(({ state }) => state)).size).toBe(STEPS + 1)
  return moments
}

/** What a server finds that starts on these files. It is sound, and can be written on. */
const openOn = async ({ db, wal }: Files): Promise<string> => {
  const file = join(temporaryFolder(), 'reelgraph.db')
  writeFileSync(file, db)
  writeFileSync(`${file}-wal`, wal)
  const stores = openStores(file)
  expect(stores.database.sqlite.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  const state = await stateOf(stores, STEPS)
  stores.takes.note({ project: projectId('film'), node: 'after', item: '', take: 1 })
  await stores.database.settle()
  stores.database.close()
  return state
}

/** A write that got to `cut`: of what was to be written the beginning, of what was there before the rest. */
const upTo = (cut: number, written: Buffer, before: Buffer): Buffer =>
  Buffer.concat([written.subarray(0, cut), before.subarray(cut)])

const at = <T>(list: readonly T[], index: number): T => list.at(index) ?? expect.fail(`there is nothing at ${index}`)

describe('a database whose process was killed', () => {
  it('while its log grew, opens as it was after the last commit that is whole, wherever the log ends', async () => {
    const moments = await history()
    const { db, wal } = at(moments, -1)
    expect(wal.length).toBeGreaterThan(100 * FRAME)
    const holds = (bytes: number): string =>
      at(
        moments.filter((moment) => moment.wal.length <= bytes),
        -1,
      ).state
    const first = at(moments, 0).wal.length

    for (let page = Math.round((first - WAL_HEADER) / FRAME); WAL_HEADER + page * FRAME <= wal.length; page += 1) {
      const end = WAL_HEADER + page * FRAME
      const torn = Buffer.alloc(Math.min(FRAME, wal.length - end), 0xa5)
      expect([end, await openOn({ db, wal: wal.subarray(0, end) })]).toEqual([end, holds(end)])
      const state = await openOn({ db, wal: Buffer.concat([wal.subarray(0, end), torn]) })
      expect(['torn', end, state]).toEqual(['torn', end, holds(end)])
    }
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: first, max: wal.length }),
        fc.uint8Array({ maxLength: PAGE }),
        async (end, tail) => {
          const found = await openOn({ db, wal: Buffer.concat([wal.subarray(0, end), tail]) })
          // a tail may begin with the very bytes that were cut off
          const other = tail.findIndex((byte, place) => byte !== wal[end + place])
          expect([end, found]).toEqual([end, holds(end + (other < 0 ? tail.length : other))])
        },
      ),
      { numRuns: 200 },
    )
  })

  it('or its machine lost power, while its log was written over from the start, holds what was settled before', async () => {
    const restart = { step: 25, sql: 'PRAGMA wal_checkpoint(RESTART)' }
    const moments = await history(restart)
    expect(at(moments, 26).wal.subarray(0, WAL_HEADER)).not.toEqual(at(moments, 25).wal.subarray(0, WAL_HEADER))
    expect(at(moments, 30).wal.length).toBe(at(moments, 25).wal.length)
    const step = fc.integer({ min: restart.step + 1, max: STEPS })
    await fc.assert(
      fc.asyncProperty(step, fc.double({ min: 0, max: 1, noNaN: true }), async (number, part) => {
        const [before, after] = [at(moments, number - 1), at(moments, number)]
        const { from, to } = changed(before.wal, after.wal)
        const cut = from + Math.floor(part * (to - from))
        const state = await openOn({ db: after.db, wal: upTo(cut, after.wal, before.wal) })
        expect([number, cut, cut === to ? [after.state] : [before.state, after.state]]).toEqual([
          number,
          cut,
          expect.arrayContaining([state]),
        ])
      }),
      { numRuns: 150 },
    )
    // The sectors of a commit reach a disk in any order.
    await fc.assert(
      fc.asyncProperty(step, fc.infiniteStream(fc.boolean()), async (number, arrives) => {
        const [before, after] = [at(moments, number - 1), at(moments, number)]
        const wal = Buffer.from(before.wal)
        const whole = Buffer.concat([wal, Buffer.alloc(Math.max(0, after.wal.length - wal.length))])
        for (let sector = 0; sector < after.wal.length; sector += SECTOR) {
          if (arrives.next().value) after.wal.copy(whole, sector, sector, sector + SECTOR)
        }
        expect([before.state, after.state]).toContain(await openOn({ db: after.db, wal: whole }))
      }),
      { numRuns: 50 },
    )
  })

  it('while its log was copied into it, is as it was, wherever that ended', async () => {
    const moments = await history({ step: STEPS, sql: 'PRAGMA wal_checkpoint(FULL)' })
    const [before, after] = [at(moments, -2), at(moments, -1)]
    expect(after.db.length).toBeGreaterThan(before.db.length)
    const cuts = Array.from({ length: after.db.length / PAGE + 1 }, (_, page) => page * PAGE)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cuts), fc.uint8Array({ maxLength: PAGE }), async (cut, torn) => {
        const db = upTo(cut, after.db, before.db)
        db.set(torn.subarray(0, db.length - cut), cut)
        expect(await openOn({ db, wal: after.wal })).toBe(after.state)
      }),
      { numRuns: 100 },
    )
  })

  it('while it was made, is made', async () => {
    const [made] = await history()
    const { db, wal, state } = made ?? expect.fail('there is no history')
    expect(await openOn({ db: Buffer.alloc(0), wal: Buffer.alloc(0) })).toBe(state)
    for (let end = 0; end <= wal.length; end += 997) expect(await openOn({ db, wal: wal.subarray(0, end) })).toBe(state)
  })
})

/** Where two forms of a file differ. */
const changed = (before: Buffer, after: Buffer): { readonly from: number; readonly to: number } => {
  let from = 0
  while (from < after.length && before[from] === after[from]) from += 1
  let to = after.length
  while (to > from && to <= before.length && before[to - 1] === after[to - 1]) to -= 1
  return { from, to }
}

it.each([1, 7, 23])('a process that is killed after commit %i has lost none that it had settled', async (target) => {
  const moments = await history()
  const file = join(temporaryFolder(), 'reelgraph.db')
  const module = new URL('../../testing/known-history.ts', import.meta.url).href
  const script = `import { writeAloud } from '${module}'; await writeAloud(process.argv[1], ${STEPS})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  let settled = 0
  for await (const line of createInterface(child.stdout)) {
    settled = Number(line)
    if (settled >= target) child.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
  const state = await openOn(filesOf(file))
  const step = moments.findIndex((moment) => moment.state === state)
  expect(step).toBeGreaterThanOrEqual(settled)
})

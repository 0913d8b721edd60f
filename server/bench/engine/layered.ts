import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Project, Scope } from '@reelgraph/shared'
import { drawProject, openWorkshop, type Workshop } from '../../src/engine/testing/workshop.ts'

export const ALL: Scope = { of: 'all' }

/** `tasks` steps in ten layers, each fed by two of the layer above. */
export const layered = (tasks: number): Project => {
  const width = Math.max(1, Math.floor(tasks / 10))
  const table: Record<string, Parameters<typeof drawProject>[0][string]> = {}
  for (let index = 0; index < tasks; index += 1) {
    const layer = Math.floor(index / width)
    const above = (place: number): string => `n${(layer - 1) * width + (place % width)}`
    table[`n${index}`] = { params: { say: `s${index}` }, ...(layer > 0 && { from: [above(index), above(index + 1)] }) }
  }
  return drawProject(table)
}

/** The same graph as bare promises: what no engine can beat. */
export const barePromises = async (tasks: number): Promise<void> => {
  const width = Math.max(1, Math.floor(tasks / 10))
  const made: Promise<string>[] = []
  for (let index = 0; index < tasks; index += 1) {
    const layer = Math.floor(index / width)
    const start = (layer - 1) * width
    const above = layer > 0 ? made.slice(start + (index % width), start + (index % width) + 2) : []
    made.push(Promise.all(above).then(async (from) => `s${index}${from.length}`))
  }
  await Promise.all(made)
}

export const openNoOps = (file: string): Workshop => openWorkshop({ file, behave: () => '', concurrency: 64 })

/** Where databases of a benchmark are. Each file is its own. */
export const openFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'reelgraph-bench-'))
  let files = 0
  return {
    newFile: () => join(folder, `${++files}.db`),
    forget: (file: string) => {
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type Folder = ReturnType<typeof openFolder>

import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Bench } from '../harness.ts'
import { heard } from '../socket/messages.ts'
import type { Folder } from './layered.ts'
import type { MemoryOfARun } from './memory-of-a-run.ts'

const TASKS = 100_000
const MB = 1024 * 1024

export const measureMemory = async (bench: Bench, folder: Folder): Promise<void> => {
  const file = folder.newFile()
  const child = fork(join(import.meta.dirname, 'memory-of-a-run.ts'), [file, String(TASKS)], {
    execArgv: [...process.execArgv, '--expose-gc'],
  })
  const { peak, ended, letGo, resident, journal, database } = await heard<MemoryOfARun>(child)
  folder.forget(file)
  const name = `${TASKS.toLocaleString('en')} tasks`
  const inMemory = (what: string, bytes: number): void => {
    bench.add({ case: `${name}, ${what}`, unit: 'MB', value: bytes / MB })
    bench.add({ case: `${name}, ${what}, a task`, unit: 'bytes', value: bytes / TASKS })
  }
  inMemory('heap at its peak', peak)
  inMemory('heap when it has ended and can be asked for', ended)
  inMemory('heap when it is let go', letGo)
  bench.add({ case: `${name}, memory of the process at its peak`, unit: 'MB', value: resident / MB })
  bench.add({ case: 'journal, a task', unit: 'bytes', value: journal / TASKS })
  bench.add({ case: 'database with journal, results and graph, a task', unit: 'bytes', value: database / TASKS })
}

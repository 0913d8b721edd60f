// What the engine costs a task, in time, memory and bytes, and how well it orders work that takes time.
import { bench as createBench } from './harness.ts'
import { openFolder } from './engine/layered.ts'
import { measureMakespans } from './engine/makespan.ts'
import { measureMemory } from './engine/memory.ts'
import { measureNoOps, measureUnchanged } from './engine/no-op.ts'

const bench = createBench('engine')
const folder = openFolder()
try {
  await measureNoOps(bench, folder)
  await measureUnchanged(bench, folder)
  await measureMakespans(bench)
  await measureMemory(bench, folder)
  bench.finish()
} finally {
  folder.remove()
}

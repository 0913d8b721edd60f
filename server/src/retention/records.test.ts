import { statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openEstate } from './testing/estate.ts'

it('counts of the records what they take on the disk, also what is not yet in its place', async () => {
  const estate = await openEstate()
  for (let count = 0; count < 50; count += 1) estate.put({ project: 'film', node: 'n' })
  await estate.journal.settle()
  const sizes = ['', '-wal', '-shm'].map((ending) => statSync(estate.inFolder(`reelgraph.db${ending}`)).size)
  expect(sizes[1]).toBeGreaterThan(sizes[0] ?? 0)
  expect((await estate.retention.survey()).total.databaseBytes).toBe(sizes.reduce((sum, size) => sum + size, 0))
})

import { statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openEstate } from './testing/estate.ts'

it('counts of the records what they take on the disk, also what is not yet in its place', async () => {
  const estate = await openEstate()
  for (let count = 0; count < 50; count += 1) estate.put({ project: 'film', node: 'n' })
  await estate.journal.settle()
  const sizes = () => ['', '-wal', '-shm'].map((ending) => statSync(estate.inFolder(`reelgraph.db${ending}`)).size)
  const onDisk = () => sizes().reduce((sum, size) => sum + size, 0)
  const [placed = 0, waiting = 0] = sizes()
  expect(waiting).toBeGreaterThan(placed)
  // it only grows, and may do so while it is looked at
  const before = onDisk()
  const { databaseBytes } = (await estate.retention.survey()).total
  expect(databaseBytes).toBeGreaterThanOrEqual(before)
  expect(databaseBytes).toBeLessThanOrEqual(onDisk())
})

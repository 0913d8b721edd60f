import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of this test alone. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'reelgraph-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

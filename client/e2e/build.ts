import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(new URL('../../scripts/launch.mjs', import.meta.url))

/** Before the browser tests: the interface as its sources are now. */
export default (): void => {
  const { status } = spawnSync(process.execPath, [launcher, 'build'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The browser tests need the interface, and it could not be built.')
}

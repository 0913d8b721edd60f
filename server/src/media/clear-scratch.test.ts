import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { clearScratch } from './clear-scratch.ts'

/** A process that names a file as ffmpeg names its output, once it runs. */
const writerOf = async (file: string) => {
  const child = spawn(process.execPath, ['-e', 'console.log("here"); setInterval(() => {}, 1000)', file])
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

it('removes what a killed server left, and ends the programs that still write it, and no others', async () => {
  const folder = temporaryFolder()
  const scratch = join(folder, 'scratch')
  mkdirSync(join(scratch, 'task-abc'), { recursive: true })
  writeFileSync(join(scratch, 'task-abc', '1.mp4'), 'half a film')
  const orphan = await writerOf(join(scratch, 'task-abc', '1.mp4'))
  const stranger = await writerOf(join(folder, 'other', 'scratch', 'task-abc', '1.mp4'))
  const ended = once(orphan, 'exit')
  await clearScratch(scratch)
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  expect(existsSync(scratch)).toBe(false)
  await clearScratch(scratch)
})

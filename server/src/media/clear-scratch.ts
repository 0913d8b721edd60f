import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Makes an end of what a killed server has left: its scratch files, and the ffmpegs that still write them, which would compete
 * with the same steps done anew. Only for whoever has the data folder for himself.
 */
export const clearScratch = async (scratchRoot: string): Promise<void> => {
  for (const { pid, command } of await processes()) {
    if (pid !== process.pid && command.includes(join(scratchRoot, 'task-'))) end(pid)
  }
  await rm(scratchRoot, { recursive: true, force: true, maxRetries: 5 })
}

interface RunningProcess {
  readonly pid: number
  readonly command: string
}

/** As far as the system tells: Windows does not, and there a file in use stays until the next start. */
const processes = async (): Promise<readonly RunningProcess[]> => {
  if (process.platform === 'linux')
    return Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readCommand))
  if (process.platform === 'win32') return []
  const { stdout } = await run('ps', ['-axo', 'pid=,command='], { maxBuffer: 16 * 1024 ** 2 }).catch(() => ({
    stdout: '',
  }))
  return [...stdout.matchAll(/^\s*(\d+) (.*)$/gm)].map(([, pid, command = '']) => ({ pid: Number(pid), command }))
}

const readCommand = async (pid: string): Promise<RunningProcess> => {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') // it may have ended meanwhile
  return { pid: Number(pid), command }
}

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile, or is another user's.
  }
}

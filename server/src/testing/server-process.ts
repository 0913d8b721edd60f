import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface ServerProcess {
  readonly child: ChildProcess
  /** Everything it has printed so far, to either side. */
  printed(): string
  /** What of that was no warning and no error. */
  said(): string
  /** Where it answers, once it has said so. */
  ready(): Promise<string>
  /** Its exit code, once it has ended. */
  ended(): Promise<number | null>
  kill(signal: NodeJS.Signals): Promise<number | null>
}

/** The real program in a process of its own, on a free port. It ends with the test. */
export const startProcess = (data: string, env: NodeJS.ProcessEnv = {}): ServerProcess => {
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: '0',
      HOST: '127.0.0.1',
      REELGRAPH_DATA: data,
      BROWSER: 'none',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stdout.on('data', (text: string) => (said += text))
  const end = once(child, 'close').then(() => child.exitCode)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await end
  })
  const address = () => /Reelgraph is ready: (http:\/\/\S+)/.exec(output)?.[1]
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const url = address()
      if (url) resolve(url)
    })
    void end.then((code) => reject(new Error(`it ended with ${code}: ${output}`)))
  })
  ready.catch(() => {})
  return {
    child,
    printed: () => output,
    said: () => said,
    ready: () => ready,
    ended: () => end,
    kill(signal) {
      child.kill(signal)
      return end
    },
  }
}

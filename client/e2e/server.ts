import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readyLine = /Reelgraph is ready: (http:\/\/\S+)/
const startMs = 20_000
const stopMs = 10_000

export interface ServerProcess {
  /** Where it answers: the same after a restart. */
  readonly url: string
  /** Its `REELGRAPH_DATA`: an own folder, the same one after a restart. */
  readonly data: string
  /** Everything it has printed, over all its lives. */
  log(): string
  /** Ends it with a signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Ends it if it still runs, and starts it again on the same data and port. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

const waitForAddress = (child: ChildProcess, log: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    const give = (why: string) => reject(new Error(`The server ${why}. It printed:\n${log()}`))
    const deadline = setTimeout(() => give(`was not ready after ${startMs / 1000} s`), startMs)
    child.once('error', (error) => give(`could not be started (${error.message})`))
    child.once('exit', (code, signal) => {
      clearTimeout(deadline)
      give(`ended with ${signal ?? code} before it was ready`)
    })
    child.stdout?.on('data', () => {
      const address = readyLine.exec(log())?.[1]
      if (!address) return
      clearTimeout(deadline)
      resolve(address)
    })
  })

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  const force = setTimeout(() => child.kill('SIGKILL'), stopMs)
  child.kill(signal)
  await gone
  clearTimeout(force)
}

/** Starts a real server process on a free port and its own data. `env` is laid over the environment. */
export const startServer = async ({ env = {} }: { readonly env?: NodeJS.ProcessEnv } = {}): Promise<ServerProcess> => {
  const data = await mkdtemp(join(tmpdir(), 'reelgraph-e2e-'))
  let printed = ''

  const begin = async (port = '0') => {
    const child = spawn(process.execPath, ['server/src/main.ts'], {
      cwd: root,
      env: { ...process.env, PORT: port, HOST: '127.0.0.1', REELGRAPH_DATA: data, BROWSER: 'none', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const from = printed.length
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text))
    try {
      return { child, url: await waitForAddress(child, () => printed.slice(from)) }
    } catch (error) {
      await end(child, 'SIGKILL')
      throw error
    }
  }

  let life = await begin()
  return {
    get url() {
      return life.url
    },
    data,
    log: () => printed,
    kill: (signal) => end(life.child, signal),
    async restart() {
      await end(life.child, 'SIGTERM')
      life = await begin(new URL(life.url).port)
    },
    async stop() {
      await end(life.child, 'SIGTERM')
      await rm(data, { recursive: true, force: true })
    },
  }
}

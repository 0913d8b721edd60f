import { Worker } from 'node:worker_threads'
import { fail } from '@reelgraph/shared'

const ENTRY = `
  const { workerData, parentPort } = require('node:worker_threads')
  import(workerData.module)
    .then((module) => module.compute(workerData.input))
    .then((value) => parentPort.postMessage({ value }), (error) => parentPort.postMessage({ error: String(error?.message ?? error) }))`

type Answer<R> = { readonly value: R } | { readonly error: string }

/** Runs a module's `compute(input)` in a thread of its own. An abort ends the thread at once. */
export const compute = <R>(module: URL, input: unknown, signal: AbortSignal): Promise<R> =>
  new Promise<R>((resolve, reject) => {
    signal.throwIfAborted()
    const worker = new Worker(ENTRY, { eval: true, workerData: { module: module.href, input } })
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', abort)
      void worker.terminate()
      settle()
    }
    const abort = (): void => end(() => reject(signal.reason))
    signal.addEventListener('abort', abort, { once: true })
    worker.once('message', (answer: Answer<R>) => {
      if ('error' in answer) end(() => reject(fail('internal', 'A calculation failed.', { detail: answer.error })))
      else end(() => resolve(answer.value))
    })
    worker.once('error', (error) => end(() => reject(error)))
    worker.once('exit', () => end(() => reject(fail('internal', 'A calculation ended without an answer.'))))
  })

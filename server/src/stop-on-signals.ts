import type { ServerLog } from './log.ts'

/** Longer than anything at the end should take; what is not written by then is in the logs on disk. */
const PATIENCE_MS = 8000

/** Ends the process in order when it is asked to; at once when it is asked twice. */
export const stopOnSignals = (log: ServerLog, close: () => Promise<void>): void => {
  let stopping = false
  const stop = (exitCode: number): void => {
    if (stopping) process.exit(exitCode || 1)
    stopping = true
    setTimeout(() => process.exit(exitCode || 1), PATIENCE_MS).unref()
    close().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error('The end did not go in order; nothing that was acknowledged is lost.', error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
  process.on('uncaughtException', (error) => {
    // Whoever read what we print may be gone; that is no reason to end.
    if ('code' in error && error.code === 'EPIPE') return
    log.error('Something went wrong that nobody saw to, so the server stops.', error)
    stop(1)
  })
  process.on('unhandledRejection', (error) => log.error('Something went wrong that nobody saw to.', error))
}

import { ReelgraphError, type Json, type Log } from '@reelgraph/shared'

/** What the server tells the person who started it: short lines, never bodies, prompts or keys. */
export interface ServerLog extends Log {
  /** With the stack of what was not foreseen. */
  error(message: string, cause?: unknown): void
}

interface LogOptions {
  readonly write: (line: string) => void
  readonly now?: () => Date
}

export const createLog = ({ write, now = () => new Date() }: LogOptions): ServerLog => {
  const say = (level: string, message: string, detail?: Json): void => {
    const time = now().toTimeString().slice(0, 8)
    write(`${time} ${level} ${message}${detail === undefined ? '' : ` ${words(detail)}`}`)
  }
  return {
    info: (message, detail) => say('info ', message, detail),
    warn: (message, detail) => say('warn ', message, detail),
    error: (message, cause) => say('error', cause === undefined ? message : `${message}\n${story(cause)}`),
  }
}

const words = (detail: Json): string => {
  if (typeof detail !== 'object' || detail === null) return String(detail)
  return Object.entries(detail)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
}

/** An error of ours says in its sentence what there is to say. */
const story = (cause: unknown): string => {
  if (cause instanceof ReelgraphError) return `  ${cause.message}${cause.body.hint ? ` ${cause.body.hint}` : ''}`
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

export const silentLog: ServerLog = { info: () => {}, warn: () => {}, error: () => {} }

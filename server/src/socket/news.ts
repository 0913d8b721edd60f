import type { ServerFrame } from '@reelgraph/shared'
import type { RunNews } from '../engine/engine.ts'
import type { ProjectNews } from '../projects/project-registry.ts'

export type NewsFrame = Exclude<ServerFrame, { type: 'subscribed' | 'lanes' | 'error' }>

/** What goes over a line: text, or the bytes of a text that many are sent. */
export type Message = string | Uint8Array

/** One frame for everybody who watches: it becomes bytes once, however many they are. */
export interface News {
  readonly frame: NewsFrame
  message(): Message
}

export const newsOf = (frame: NewsFrame): News => {
  let bytes: Uint8Array | undefined
  return { frame, message: () => (bytes ??= Buffer.from(JSON.stringify(frame))) }
}

export const projectFrame = (news: ProjectNews): NewsFrame =>
  news.type === 'ops' ? { ...news, ops: [...news.ops] } : news

export const volatileFrame = ({ project, run, events }: Extract<RunNews, { type: 'volatile' }>): NewsFrame => ({
  type: 'run-volatile',
  project,
  run,
  events: [...events],
})

export const forgottenFrame = (news: Extract<RunNews, { type: 'forgotten' }>): NewsFrame => ({
  ...news,
  type: 'result-forgotten',
})

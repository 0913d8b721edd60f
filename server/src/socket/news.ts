import type { ServerFrame } from '@reelgraph/shared'
import type { RunNews } from '../engine/engine.ts'
import type { ProjectNews } from '../projects/project-registry.ts'

export type NewsFrame = Exclude<ServerFrame, { type: 'subscribed' | 'error' }>

/** One frame for everybody who watches: it becomes text once, however many they are. */
export interface News {
  readonly frame: NewsFrame
  text(): string
}

export const newsOf = (frame: NewsFrame): News => {
  let text: string | undefined
  return { frame, text: () => (text ??= JSON.stringify(frame)) }
}

export const projectFrame = (news: ProjectNews): NewsFrame =>
  news.type === 'ops' ? { ...news, ops: [...news.ops] } : news

export const runFrame = (news: RunNews): NewsFrame =>
  news.type === 'events'
    ? { type: 'run-events', project: news.project, run: news.run, events: [...news.events] }
    : { type: 'run-volatile', project: news.project, run: news.run, events: [...news.events] }

import { assetsIn, type Outputs, type RunEvent } from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'
import type { ServerLog } from '../log.ts'
import type { ProjectRegistry } from './project-registry.ts'

type Watched = Pick<Engine, 'watch'>
type Shown = Pick<ProjectRegistry, 'show'>

/** Lets the list of projects show what was made or reused in each last. @returns a function that stops it. */
export const followPosters = (engine: Watched, projects: Shown, log: ServerLog): (() => void) =>
  engine.watch((news) => {
    if (news.type !== 'events') return
    const media = news.events.flatMap(({ event }) => outputsOf(event).flatMap(assetsIn))
    const asset = media.findLast(({ kind }) => kind === 'video') ?? media.findLast(({ kind }) => kind === 'image')
    if (asset)
      projects.show(news.project, asset).catch((error: unknown) => log.error('A poster could not be noted.', error))
  })

const outputsOf = (event: RunEvent): readonly Outputs[] => {
  if (event.type === 'task-succeeded' || event.type === 'task-reused') return [event.outputs]
  return event.type === 'planned' ? event.tasks.flatMap(({ outputs }) => (outputs ? [outputs] : [])) : []
}

import { isAssetValue, type AssetValue, type Output, type RunEvent } from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'
import type { ServerLog } from '../log.ts'
import type { ProjectRegistry } from './project-registry.ts'

/** Lets the list of projects show what was made in each last. @returns a function that stops it. */
export const followPosters = (engine: Engine, projects: ProjectRegistry, log: ServerLog): (() => void) =>
  engine.watch((news) => {
    if (news.type !== 'events') return
    for (const { event } of news.events) {
      for (const asset of madeBy(event)) projects.show(news.project, asset).catch((error: unknown) => log.error('A poster could not be noted.', error))
    }
  })

const madeBy = (event: RunEvent): readonly AssetValue[] =>
  event.type === 'task-succeeded' ? Object.values(event.outputs).flatMap(valuesOf).filter(isAssetValue) : []

const valuesOf = (output: Output): readonly unknown[] => ('items' in output ? output.items.map(({ value }) => value) : [output.value])

import { budgetOf, ReelgraphError, type Micros, type ProjectId } from '@reelgraph/shared'
import type { ProjectRegistry } from '../projects/project-registry.ts'
import type { SettingsDocument } from '../settings-document/settings-document.ts'
import type { Caps } from '../store/attempts.ts'

interface CapSources {
  readonly projects: Pick<ProjectRegistry, 'open'>
  readonly settings: Pick<SettingsDocument, 'get'>
}

/** What the project and the day may spend now. A project that was deleted while its run goes on limits nothing any more. */
export const capsOf = async (
  project: ProjectId,
  { projects, settings }: CapSources,
): Promise<Pick<Caps, 'project' | 'day'>> => {
  const { dayCap } = settings.get()
  const cap = await projectCap(project, projects)
  return { ...(cap !== undefined && { project: cap }), ...(dayCap !== undefined && { day: dayCap }) }
}

/** Micro-dollars. @throws where the project is there and cannot be read. */
export const projectCap = async (
  project: ProjectId,
  projects: Pick<ProjectRegistry, 'open'>,
): Promise<Micros | undefined> => {
  try {
    return budgetOf((await projects.open(project)).project).cap
  } catch (error) {
    if (error instanceof ReelgraphError && error.code === 'not-found') return undefined
    throw error
  }
}

import { getLedger, listLedger } from '@reelgraph/shared'
import { projectCap } from '../../money/caps.ts'
import { dayOf } from '../../money/day.ts'
import type { ProjectRegistry } from '../../projects/project-registry.ts'
import type { SettingsDocument } from '../../settings-document/settings-document.ts'
import type { AttemptStore } from '../../store/attempts.ts'
import { implement, type Api } from '../implement.ts'

interface MoneyRouteParts {
  readonly attempts: Pick<AttemptStore, 'sums' | 'list'>
  readonly projects: Pick<ProjectRegistry, 'open'>
  readonly settings: Pick<SettingsDocument, 'get'>
  readonly clock: { now(): number }
}

export const moneyRoutes = (api: Api, { attempts, projects, settings, clock }: MoneyRouteParts): void => {
  implement(api, getLedger, async ({ query }) => {
    const sums = await attempts.sums(query)
    const day = dayOf(clock.now())
    const { dayCap } = settings.get()
    return {
      ...sums,
      // The cap of a day is for everything, whatever the filter leaves.
      today: { day, sum: (await attempts.sums({ day })).total, ...(dayCap !== undefined && { cap: dayCap }) },
      projects: await Promise.all(
        sums.projects.map(async ({ project, sum }) => {
          // What was spent is shown also for a project that cannot be read.
          const cap = await projectCap(project, projects).catch(() => undefined)
          return { project, sum, ...(cap !== undefined && { cap }) }
        }),
      ),
    }
  })

  implement(api, listLedger, async ({ query }) => ({ entries: await attempts.list(query) }))
}

import type { Micros, Plan, ProjectId } from '@reelgraph/shared'
import { dayOf } from '../money/day.ts'
import type { CapKind } from '../store/attempts.ts'
import type { AttemptParts } from './attempts.ts'

type Parts = Pick<AttemptParts, 'attempts' | 'capsOf' | 'clock'>

/** A plan that may cost something, with what its project and the day may still spend. */
export const withLeft = async (plan: Plan, project: ProjectId, parts: Parts): Promise<Plan> => {
  if (plan.total !== 'unknown' && plan.total.high === 0) return plan
  const { attempts, capsOf, clock } = parts
  const caps = await capsOf(project)
  const left = (cap: Micros, on: CapKind, id: string): Micros => {
    const { settled, reserved } = attempts.spent(on, id)
    return Math.max(0, cap - settled - reserved)
  }
  if (caps.project === undefined && caps.day === undefined) return plan
  return {
    ...plan,
    left: {
      ...(caps.project !== undefined && { project: left(caps.project, 'project', project) }),
      ...(caps.day !== undefined && { day: left(caps.day, 'day', dayOf(clock.now())) }),
    },
  }
}

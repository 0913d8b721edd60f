import type { ErrorBody } from '../errors.ts'
import type { Appraisal } from './appraise.ts'
import { nobodysKey } from './fallback-price.ts'
import { knownInputsOf } from './flow-inputs.ts'
import { FlowTask } from './flow-parts.ts'
import type { Flow } from './flow.ts'
import { keyMissing } from './judge-step.ts'
import { notStoredTogether } from './not-stored.ts'
import type { PlannedTask } from './plan.ts'
import type { PlanQuestion } from './planner.ts'
import type { ScopedGraph } from './scope.ts'

interface Planned {
  readonly flow: Flow
  readonly view: ScopedGraph
  readonly appraisals: ReadonlyMap<FlowTask, Appraisal>
  readonly hasAccount: PlanQuestion['hasAccount']
}

/** Everything that is wrong with what a run is for, each once. */
export const problemsOf = (
  { flow, view, appraisals, hasAccount }: Planned,
  tasks: readonly PlannedTask[],
): ErrorBody[] => {
  const seen = new Set<string>()
  const problems: ErrorBody[] = []
  const report = (error: ErrorBody): void => {
    const key = `${error.node ?? ''} ${error.field ?? ''} ${error.message}`
    if (!seen.has(key)) problems.push(error)
    seen.add(key)
  }
  for (const node of flow.nodes) {
    const { flat, tasks: known } = node
    if (!view.mayRun(flat.id, null)) continue
    flat.problems.forEach(report)
    if (!keyMissing(flat, hasAccount)) continue
    for (const task of known?.values() ?? [new FlowTask(node, null, 0)]) {
      const appraisal = appraisals.get(task)
      if (appraisal?.verdict === 'reuse' || (appraisal?.verdict === 'run' && appraisal.step)) continue
      const missing = nobodysKey({ task, hasAccount, inputsOf: (step) => knownInputsOf(task, step) })
      if (missing) report(missing)
    }
  }
  const errors = tasks.flatMap(({ reason }) => (reason.because === 'problem' ? [reason.error] : []))
  const together = notStoredTogether({ flow, view, errors })
  for (const error of errors) report(together.get(error) ?? error)
  return problems
}

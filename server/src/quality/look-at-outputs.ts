import {
  isAssetValue,
  isMediaType,
  own,
  type Finding,
  type Outputs,
  type Step,
  type TaskInputs,
} from '@reelgraph/shared'
import type { TaskMedia } from '../media/create-media.ts'
import { expectedOf } from './expected.ts'
import { findFaults } from './find-faults.ts'

interface Made {
  readonly step: Step
  readonly inputs: TaskInputs
  readonly outputs: Outputs
  readonly media: Pick<TaskMedia, 'impression'>
}

/** What is off with the media that a step gave: file by file, one at a time. Of texts, numbers and data nothing is said. */
export const lookAtOutputs = async ({ step, inputs, outputs, media }: Made): Promise<readonly Finding[]> => {
  const expected = expectedOf(step, inputs)
  const findings: Finding[] = []
  for (const [port, output] of Object.entries(outputs)) {
    if (!isMediaType(own(step.outputs, port)?.type ?? 'data')) continue
    const values = 'items' in output ? output.items.map(({ value }) => value) : [output.value]
    for (const asset of values) {
      if (!isAssetValue(asset)) continue
      findings.push(...findFaults({ port, asset, expected, impression: await media.impression(asset) }))
    }
  }
  return findings
}

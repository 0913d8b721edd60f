import { catalog } from '@reelgraph/nodes/catalog'
import type { ProviderConformance } from '@reelgraph/nodes/conformance'
import { isMediaType, providerOf, type ModelDefinition } from '@reelgraph/shared'
import { describe } from 'vitest'
import { holdTo } from './held.ts'
import { portsOf } from './solo-project.ts'
import { makesWhatIsAsked } from './suite-makes.ts'
import { saysOddAnswers } from './suite-odd-answers.ts'
import { paysOnce } from './suite-pays-once.ts'
import { sendsMedia } from './suite-sends-media.ts'
import { staysInTouch } from './suite-under-way.ts'
import { understandsAnswers } from './suite-understands.ts'

/** Every model of a provider, against its emulator, through the real engine and the provider's own SDK. */
export const conform = (table: ProviderConformance): void => {
  const models = [...catalog.models.values()].filter(({ id }) => providerOf(id) === table.provider)
  const first = firstOfTheirPorts(models)
  describe.each(models.map((model) => ({ id: model.id, held: holdTo(table, model) })))('$id', ({ held }) => {
    makesWhatIsAsked(held)
    if (first.has(held.model.id)) sendsMedia(held)
    understandsAnswers(held)
    paysOnce(held)
    saysOddAnswers(held)
    staysInTouch(held)
  })
}

/** What media come along is the business of an executor, not of each of its rows: of those with equal ports, one. */
const firstOfTheirPorts = (models: readonly ModelDefinition[]): ReadonlySet<string> => {
  const kept = new Map<string, string>()
  for (const model of models) {
    const ports = Object.entries(portsOf(model, {})).flatMap(([name, { type }]) => (isMediaType(type) ? [name] : []))
    const key = [model.makes, ...ports.toSorted()].join(' ')
    if (!kept.has(key)) kept.set(key, model.id)
  }
  return new Set(kept.values())
}

import { catalog } from '@reelgraph/nodes/catalog'
import type { ProviderConformance } from '@reelgraph/nodes/conformance'
import { providerOf } from '@reelgraph/shared'
import { describe } from 'vitest'
import { holdTo } from './held.ts'
import { makesWhatIsAsked } from './suite-makes.ts'
import { paysOnce } from './suite-pays-once.ts'
import { staysInTouch } from './suite-under-way.ts'
import { understandsAnswers } from './suite-understands.ts'

/** Every model of a provider, against its emulator, through the real engine and the provider's own SDK. */
export const conform = (table: ProviderConformance): void => {
  const models = [...catalog.models.values()].filter(({ id }) => providerOf(id) === table.provider)
  describe.each(models.map((model) => ({ id: model.id, held: holdTo(table, model) })))('$id', ({ held }) => {
    makesWhatIsAsked(held)
    understandsAnswers(held)
    paysOnce(held)
    staysInTouch(held)
  })
}

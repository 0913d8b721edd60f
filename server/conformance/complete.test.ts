import { catalog } from '@reelgraph/nodes/catalog'
import { conformances } from '@reelgraph/nodes/conformance'
import { expect, test } from 'vitest'

test('every provider that needs an account has an emulator, and is held to it', () => {
  const providers = [...catalog.providers.values()].filter(({ builtIn }) => !builtIn).map(({ id }) => id)
  expect(conformances.map(({ provider }) => provider).toSorted()).toEqual(providers.toSorted())
})

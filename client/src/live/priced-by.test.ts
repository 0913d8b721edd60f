import { catalog } from '@reelgraph/nodes/catalog'
import { graph } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import { planned, planOf } from '../runs/fake-runs.ts'
import { namesOf } from '../runs/node-names.ts'
import { pricedBy } from './priced-by.ts'

const { project } = graph(
  'image\nimage2',
  { image: { model: 'fal/flux-dev' }, image2: { model: 'draft/storyboard' } },
  catalog,
)
const ids = (tasks: Parameters<typeof planOf>[0]) =>
  pricedBy({ plan: planOf(tasks), catalog, nameOf: namesOf(project, catalog) }).map(({ id }) => id)

test('a plan is worked out by the prices of who makes it and of who may come to make it, each once', () => {
  const price = { low: 1, high: 1 }
  const makers = ['fal/flux-dev', 'fal/flux-schnell', 'openai/gpt-image-2.6-flare', 'draft/storyboard'].map(
    (model) => ({
      ...{ model, price },
    }),
  )
  expect(ids([planned('image', { verdict: 'run' }), planned('image2', { verdict: 'run' })])).toEqual(['fal'])
  expect(ids([planned('image', { verdict: 'run', makers }), planned('image', { verdict: 'waits', makers })])).toEqual([
    'fal',
    'openai',
  ])
  expect(ids([planned('image', { verdict: 'reuse', reason: { because: 'unchanged', at: 1 } })])).toEqual([])
})

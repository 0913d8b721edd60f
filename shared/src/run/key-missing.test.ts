import { expect, test } from 'vitest'
import type { NodeId } from '../ids.ts'
import { createCatalog } from '../node/catalog.ts'
import { flatten } from '../project/flatten.ts'
import { testCatalog } from '../testing/catalog.ts'
import { graph, type Drawn } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { Rehearsal, verdictsOf } from '../testing/rehearsal.ts'
import type { Plan, Scope } from './plan.ts'
import { Planner } from './planner.ts'

/** The usual steps, whose models need an account now. */
const catalog = createCatalog({
  kinds: [...testCatalog.kinds.values()],
  models: [...testCatalog.models.values()],
  providers: [...testCatalog.providers.values()].map((provider) => ({
    ...provider,
    account: { fields: [{ name: 'key', title: 'Key', secret: true, env: [] }], keysUrl: 'https://example.com' },
  })),
})

const film = (): Drawn => graph('text → image → video → join', { text: { params: { text: 'a fox' } } }, catalog)

interface Question {
  readonly has: boolean
  readonly scope?: Scope
  readonly stored?: Rehearsal
}

const plan = (drawn: Drawn, { has, scope = { of: 'all' }, stored = new Rehearsal() }: Question): Plan => {
  const planner = new Planner({
    graph: flatten(drawn.project, drawn.catalog),
    ...{ scope, revision: 1, hash: testHash },
    hasAccount: () => has,
  })
  planner.advance(stored)
  return planner.plan()
}

test('every step whose provider has no key is a problem before anything runs, also where its inputs are not known yet', () => {
  const { problems, total, ...rest } = plan(film(), { has: false })
  expect(problems).toMatchObject([
    { code: 'key-missing', node: 'image', provider: 'test', message: expect.stringContaining('needs a key for Test') },
    { code: 'key-missing', node: 'video', provider: 'test' },
  ])
  expect(verdictsOf({ problems, total, ...rest })).toMatchObject({
    image: 'blocked',
    video: 'blocked',
    join: 'blocked',
  })
  expect(total).toEqual({ low: 0, high: 0 })
})

test('with a key there is no problem', () => {
  expect(plan(film(), { has: true }).problems).toEqual([])
})

test('what is stored already needs no key', () => {
  const stored = new Rehearsal()
  stored.run(film())
  const again = plan(film(), { has: false, stored })
  expect(again.problems).toEqual([])
  expect(verdictsOf(again)).toMatchObject({ image: 'reuse', video: 'reuse' })
})

test('a step that is not part of the run needs no key for it', () => {
  const drawn = graph('text → image\ntext2', { text: { params: { text: 'a fox' } } }, catalog)
  expect(plan(drawn, { has: false, scope: { of: 'to', nodes: ['text2' as NodeId] } }).problems).toEqual([]) // an id by its form
})

test('a node whose items are not known yet needs its key as well', () => {
  const drawn = graph('director → image', { director: { params: { idea: 'a fox' } } }, catalog)
  expect(plan(drawn, { has: false }).problems).toMatchObject([{ code: 'key-missing', node: 'image' }])
})

import { expect, test } from 'vitest'
import { createCatalog } from '../node/catalog.ts'
import { testCatalog } from '../testing/catalog.ts'
import { graph } from '../testing/drawing.ts'
import { Rehearsal, verdictsOf } from '../testing/rehearsal.ts'

test('a mistake in the rules or the price of one kind stops its own branch and makes nothing free', () => {
  const mistake = (): never => {
    throw new RangeError('a mistake of ours')
  }
  const echo = testCatalog.kinds.get('echo')
  if (!echo) throw new Error('the test catalog has lost its echo')
  const kinds = [...testCatalog.kinds.values()]
  const strict = { ...echo, id: 'strict', problems: mistake }
  const dear = { ...echo, id: 'dear', price: mistake }
  const catalog = createCatalog({
    kinds: [...kinds, strict, dear],
    models: [...testCatalog.models.values()],
    providers: [...testCatalog.providers.values()],
  })
  const plan = new Rehearsal().plan(graph('text → strict → echo\ntext2 → dear\ntext3 → echo3', {}, catalog))
  expect(verdictsOf(plan)).toMatchObject({ strict: 'blocked', echo: 'blocked', dear: 'run', echo3: 'run' })
  const taskOf = (node: string) => plan.tasks.find((task) => task.node === node)
  expect(taskOf('echo')?.reason).toMatchObject({ error: { code: 'internal', node: 'strict' } })
  expect(taskOf('dear')?.price).toBe('unknown')
  expect(plan.total).toBe('unknown')
})

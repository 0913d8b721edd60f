import { expect, test } from 'vitest'
import { NodeIdSchema, type Scope } from '@reelgraph/shared'
import { hasEnded, openStage, statuses } from './testing/stage.ts'
import { drawProject } from './testing/workshop.ts'

const node = (id: string) => NodeIdSchema.parse(id)
const shots = {
  list: { kind: 'lines', params: { text: 'one two' } },
  shot: { each: 'list' },
  film: { from: ['shot'] },
} as const
const project = drawProject(shots)

const wrong: readonly (readonly [string, Scope, string])[] = [
  ['up to a node', { of: 'to', nodes: [node('film'), node('ghost')] }, 'There is no node ghost in this project.'],
  ['only a node', { of: 'only', nodes: [node('ghost')] }, 'There is no node ghost in this project.'],
  ['from a node on', { of: 'from', nodes: [node('ghost')] }, 'There is no node ghost in this project.'],
  ['items of a node', { of: 'items', node: node('ghost'), items: ['one'] }, 'There is no node ghost in this project.'],
  ['an item', { of: 'items', node: node('shot'), items: ['one', 'nine'] }, '“Work” has no item “nine”.'],
  ['an item of a step without items', { of: 'items', node: node('film'), items: ['one'] }, '“Work” has no item “one”.'],
]

test.each(wrong)('%s that there is not is neither planned nor run, and is named', async (_, scope, message) => {
  const { engine } = openStage()
  const order = { project, revision: 1, scope }
  await expect(engine.plan(order)).rejects.toMatchObject({ code: 'not-found', message })
  await expect(engine.start(order)).rejects.toMatchObject({ code: 'not-found', message })
  expect(await engine.list(project.id)).toEqual([])
})

test('what there is runs: one item, and a step without items by its empty name', async () => {
  const stage = openStage()
  const one = await stage.start(project, { scope: { of: 'items', node: node('shot'), items: ['two'] } })
  expect(statuses(await stage.until(one, hasEnded))).toMatchObject({ 'shot two': 'succeeded' })
  await stage.until(await stage.start(project), hasEnded)
  const film = await stage.start(project, { scope: { of: 'items', node: node('film'), items: [''] } })
  expect((await stage.until(film, hasEnded)).status).toBe('succeeded')
})

test('items that only a run can tell are taken as they are named', async () => {
  const { engine } = openStage()
  const unknown = drawProject({ list: { model: 'work/list', params: { words: 'a b' } }, shot: { each: 'list' } })
  const scope: Scope = { of: 'items', node: node('shot'), items: ['a'] }
  expect((await engine.plan({ project: unknown, revision: 1, scope })).tasks).not.toEqual([])
})

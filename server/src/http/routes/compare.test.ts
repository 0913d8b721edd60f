import { expect, test } from 'vitest'
import { startApp } from '../../testing/start-app.ts'

const node = { id: 'b', kind: 'image', x: 0, y: 0, params: {}, mode: 'on', takes: {}, pins: {} }

test('models are compared for a node that is there, at a revision that has come', async () => {
  const { call } = await startApp()
  const made = await call('POST', '/api/projects', { graph: { nodes: { b: node }, edges: {} } })
  const { project, revision } = made.body
  const path = `/api/projects/${project.id}/compare`
  expect(await call('POST', path, { node: 'b', revision })).toMatchObject({ status: 200, body: { revision } })
  expect(await call('POST', path, { node: 'gone' })).toMatchObject({
    status: 404,
    body: { error: { code: 'not-found' } },
  })
  expect(await call('POST', path, { node: 'b', revision: revision + 1 })).toMatchObject({
    status: 409,
    body: { error: { code: 'conflict', message: expect.stringContaining('not yet at') } },
  })
})

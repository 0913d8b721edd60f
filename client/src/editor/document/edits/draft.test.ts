import { readFileSync } from 'node:fs'
import {
  applyOps,
  checkOps,
  emptyProject,
  ProjectIdSchema,
  TemplateSchema,
  type Op,
  type Project,
} from '@reelgraph/shared'
import { catalog } from '@reelgraph/nodes/catalog'
import { graph, Rehearsal } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import { draftOps } from './draft.ts'

const film = (): Project => {
  const json: unknown = JSON.parse(
    readFileSync(new URL('../../../../../examples/cinematic-clip.json', import.meta.url), 'utf8'),
  )
  const { nodes, edges } = TemplateSchema.omit({ builtIn: true }).parse(json).graph
  const ops = [
    ...Object.values(nodes).map((node): Op => ({ op: 'node-add', node })),
    ...Object.values(edges).map((edge): Op => ({ op: 'edge-add', edge })),
  ]
  return applyOps(emptyProject(ProjectIdSchema.parse('p'), 'Film'), ops).project
}

test('a film without keys becomes a free draft: other models, and only the wires and parameters go that they do not take', () => {
  const start = film()
  const { project } = checkOps(start, draftOps(start, catalog, ['frames', 'clips', 'voice']), catalog)
  const models = Object.values(project.nodes).flatMap(({ id, kind }) => {
    const node = project.nodes[id]
    const step = node && catalog.stepOf(node)
    return step && !('missing' in step) && step.model ? [[kind, step.model.id, step.problems.length]] : []
  })
  expect(models).toEqual([
    ['image', 'draft/storyboard', 0],
    ['video', 'draft/camera', 0],
    ['audio', 'draft/voice', 0],
    ['assembly', 'local/ffmpeg', 0],
  ])
  const gone = Object.values(start.edges).filter(({ id }) => !project.edges[id])
  expect(gone.map(({ from, to }) => `${from.node} → ${to.node}.${to.port}`)).toEqual(['motion → clips.prompt'])
})

test('one undo brings everything back', () => {
  const start = film()
  const { project, inverse } = applyOps(start, draftOps(start, catalog, ['frames', 'clips', 'voice']))
  expect(applyOps(project, inverse).project).toEqual(start)
})

test('a locked step and one without a free counterpart stay', () => {
  const start = film()
  const locked = applyOps(start, [{ op: 'set', path: ['nodes', 'voice', 'locked'], value: true }]).project
  expect(draftOps(locked, catalog, ['voice', 'nobody'])).toEqual([])
})

test('a free draft costs nothing, also where its steps named fallbacks', () => {
  const { project } = graph(
    'text → image',
    {
      text: { params: { text: 'a fox' } },
      image: { model: 'fal/flux-dev', fallbacks: { models: ['fal/flux-schnell'], policy: 'any' } },
    },
    catalog,
  )
  const draft = applyOps(project, draftOps(project, catalog, ['image'])).project
  expect(Object.values(draft.nodes).filter(({ model, fallbacks }) => model?.startsWith('fal/') || fallbacks)).toEqual(
    [],
  )
  expect(new Rehearsal().plan({ project: draft, catalog }).total).toEqual({ low: 0, high: 0 })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newEdgeId, type NodeId, type OpenedProject } from '@reelgraph/shared'
import { apiOf, mediaOf, type Api } from './api.ts'
import { examineFilm, longestSilence, loudestBetween, movingFrames } from './film.ts'
import { photo } from './photo.ts'
import { startServer, type ServerProcess } from './server.ts'

let server: ServerProcess
let api: Api

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
})
afterAll(() => server.stop())

const open = async (name: string): Promise<OpenedProject> => {
  const template = (await api.templates()).find((entry) => entry.name === name)
  return api.create({ template: template?.id ?? 'missing' })
}

const nodeCalled = ({ project }: OpenedProject, title: string): NodeId => {
  const node = Object.values(project.nodes).find((entry) => entry.title === title)
  if (!node) throw new Error(`the template has no node called ${title}`)
  return node.id
}

const filmOf = async (opened: OpenedProject, title: string) => {
  const run = await api.ended(await api.start(opened.project.id))
  expect(run.tasks.flatMap((task) => task.error?.message ?? [])).toEqual([])
  expect(run.status).toBe('succeeded')
  const [video] = mediaOf(run, nodeCalled(opened, title), 'video')
  if (!video) throw new Error('there is no film')
  return { run, video, film: await examineFilm(await api.download(video, `${title}.mp4`)) }
}

test('First film: three moving shots, a narrator over his shots, music to the end', async () => {
  const opened = await open('First film')
  const { run, film } = await filmOf(opened, 'Film')
  expect(film).toMatchObject({
    videoStreams: 1,
    audioStreams: 1,
    codecs: ['h264', 'aac'],
    pixelFormat: 'yuv420p',
    width: 1280,
    height: 720,
    fps: 24,
  })
  const clips = mediaOf(run, nodeCalled(opened, 'Camera'), 'video')
  const overlaps = (clips.length - 1) * 0.5
  const planned = clips.reduce((sum, clip) => sum + (clip.seconds ?? 0), 0) - overlaps
  expect(Math.abs(film.seconds - planned)).toBeLessThanOrEqual(1 / 24 + 0.001)
  expect(Math.abs(film.frames - planned * 24)).toBeLessThanOrEqual(1)
  for (const start of [0.5, 4, 7.5]) expect(movingFrames(film, start, start + 2.5)).toBeGreaterThan(30)
  expect(longestSilence(film)).toBeLessThanOrEqual(3)
  const voices = mediaOf(run, nodeCalled(opened, 'Narration'), 'audio')
  voices.forEach((voice, index) =>
    expect(loudestBetween(film, index * 3.5, index * 3.5 + (voice.seconds ?? 0))).toBeGreaterThan(-26),
  )
})

test('First film again: nothing runs; another concept: everything that depends on it', async () => {
  const [first] = (await api.projects()).filter((project) => project.name === 'First film')
  if (!first) throw new Error('the first start makes a project of the template')
  const opened = await api.open(first.id)
  const again = await api.ended(await api.start(first.id))
  expect(again.tasks.filter((task) => !task.reused)).toEqual([])
  const concept = nodeCalled(opened, 'Concept')
  await api.change(first.id, opened.revision, [
    {
      op: 'set',
      path: ['nodes', concept, 'params', 'text'],
      value: 'a whale crosses the night sky above a sleeping harbour',
    },
  ])
  const changed = await api.ended(await api.start(first.id))
  expect(changed.status).toBe('succeeded')
  const titles = new Map<string, string | undefined>(
    Object.values(opened.project.nodes).map((node) => [node.id, node.title]),
  )
  const ran = new Set(changed.tasks.filter((task) => !task.reused).map((task) => titles.get(task.node) ?? ''))
  expect([...ran].toSorted()).toEqual(['Camera', 'Film', 'Start frames'])
})

test('Narrated slideshow: a picture, a move and a sentence for every line', async () => {
  const opened = await open('Narrated slideshow')
  const { run, film } = await filmOf(opened, 'Slideshow')
  const lines = 5
  expect(mediaOf(run, nodeCalled(opened, 'Pictures'), 'image')).toHaveLength(lines)
  expect(new Set(mediaOf(run, nodeCalled(opened, 'Pictures'), 'image').map((image) => image.asset)).size).toBe(lines)
  expect(film.audioStreams).toBe(1)
  expect(longestSilence(film)).toBeLessThanOrEqual(3)
})

test('Photo to motion: an own photo, cropped to the ratio of the film, in motion', async () => {
  const opened = await open('Photo to motion')
  const refused = await api.ended(await api.start(opened.project.id))
  expect(refused.tasks.find((task) => task.node === nodeCalled(opened, 'Your photo'))?.error?.message).toContain(
    'no file',
  )
  const { asset, name } = await api.upload(await photo({ width: 900, height: 1200 }), 'garden.jpg')
  await api.change(opened.project.id, opened.revision, [
    { op: 'set', path: ['nodes', nodeCalled(opened, 'Your photo'), 'params', 'asset'], value: { ...asset } },
    { op: 'set', path: ['nodes', nodeCalled(opened, 'Your photo'), 'params', 'name'], value: name },
  ])
  const { film } = await filmOf(opened, 'Film')
  expect([film.width, film.height]).toEqual([1280, 720])
  expect(Math.abs(film.seconds - 8)).toBeLessThanOrEqual(1 / 24 + 0.001)
  expect(movingFrames(film, 1, 7)).toBeGreaterThan(100)
})

test('a graph with a circle, an unknown kind or a wrong wire is refused or kept, never lost', async () => {
  const opened = await open('First film')
  const { id } = opened.project
  const wire = (from: string, fromPort: string, to: string, toPort: string) => ({
    op: 'edge-add' as const,
    edge: {
      id: newEdgeId(),
      from: { node: nodeCalled(opened, from), port: fromPort },
      to: { node: nodeCalled(opened, to), port: toPort },
      order: 'a5',
    },
  })
  await expect(api.change(id, 0, [wire('Music', 'audio', 'Start frames', 'prompt')])).rejects.toThrow(
    /gives sound.*takes text/,
  )
  await expect(api.change(id, 0, [wire('Shots', 'text', 'Concept', 'text')])).rejects.toThrow(/no input/)
  const after = await api.open(id)
  expect(after.project.edges).toEqual(opened.project.edges)
})

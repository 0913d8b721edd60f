import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { newEdgeId, newNode, NodeIdSchema, type Node, type Op } from '@reelgraph/shared'
import { conformances, startEmulator } from '@reelgraph/nodes/conformance'
import { mediaOf, newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { runAgreed, says } from './canvas.ts'
import { openProject, shoot, useStage } from './stage.ts'

const run = promisify(execFile)
const elevenlabs = conformances.find(({ provider }) => provider === 'elevenlabs')
if (!elevenlabs) throw new Error('ElevenLabs has an emulator')
const KEY = elevenlabs.values['key'] ?? ''
// its address is in the environment of the server
const emulator = await startEmulator(elevenlabs.draw)
afterAll(() => emulator.close())

/** Whether there is white in the lower third of the picture at these seconds. */
const written = async (film: string, seconds: readonly number[]): Promise<readonly boolean[]> =>
  Promise.all(
    seconds.map(async (second) => {
      const crop = ['-vf', 'crop=iw:ih/3:0:ih*2/3,format=gray', '-frames:v', '1', '-f', 'rawvideo', '-']
      const options = ['-v', 'error', '-ss', String(second), '-i', film, ...crop]
      const { stdout } = await run('ffmpeg', options, { encoding: 'buffer', maxBuffer: 1 << 26 })
      return stdout.some((pixel) => pixel > 200)
    }),
  )

describeInBrowser('a film without a script', () => {
  const stage = useStage({ env: { ELEVENLABS_API_KEY: KEY, ELEVENLABS_BASE_URL: emulator.url } })

  test('gets its subtitles from what is said in it, with the time of every word', async () => {
    // somebody speaks in a recording of four seconds
    const path = join(stage.server.data, 'interview.mp4')
    const picture = ['-f', 'lavfi', '-i', 'color=c=0x203040:size=640x360:rate=24:duration=4']
    const voice = ['-f', 'lavfi', '-i', 'sine=f=220:d=4', '-c:a', 'aac']
    await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...voice, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', path])
    const { asset, name } = await stage.api.upload(new Uint8Array(await readFile(path)), 'interview.mp4')

    const ids = { recording: 'recording', heard: 'heard', film: 'film' }
    const node = (id: string, kind: string, rest: Partial<Node>): Op => ({
      op: 'node-add',
      node: { ...newNode({ id: NodeIdSchema.parse(id), kind, x: 0, y: 0 }), ...rest },
    })
    const wire = (from: string, out: string, to: string, port: string): Op => ({
      op: 'edge-add',
      edge: {
        ...{ id: newEdgeId(), order: 'a0' },
        ...{ from: { node: NodeIdSchema.parse(from), port: out }, to: { node: NodeIdSchema.parse(to), port } },
      },
    })
    const opened = await stage.project({ name: 'Interview' })
    await stage.api.change(opened.project.id, opened.revision, [
      node(ids.recording, 'import', { title: 'Recording', params: { media: 'video', asset: { ...asset }, name } }),
      node(ids.heard, 'text', {
        title: 'Heard',
        x: 360,
        y: 220,
        model: 'elevenlabs/scribe-v2',
        params: { from: 'video' },
      }),
      node(ids.film, 'assembly', { title: 'Film', x: 720, y: 0 }),
      wire(ids.recording, 'video', ids.heard, 'video'),
      wire(ids.recording, 'video', ids.film, 'clips'),
      wire(ids.heard, 'words', ids.film, 'clipWords'),
    ])
    const page = await openProject(stage, opened.project.id)
    await runAgreed(page)
    await says(page, 'Film', /0:04/)
    await shoot(page, 'subtitles-made')

    const [sent] = emulator.paid
    expect(emulator.paid).toHaveLength(1)
    // its sound alone
    expect(sent?.body).toContain('Content-Type: audio/mp4')

    const made = await newestRun(stage.api, opened.project.id)
    const [video] = mediaOf(made, ids.film, 'video')
    if (!video) throw new Error('there is no film')
    // “With a soft voice she tells it.” is said from 0 to 2.58 s
    expect(await written(await stage.api.download(video, 'film.mp4'), [0.1, 1.2, 2.4, 3])).toEqual([
      ...[true, true, true, false],
    ])
  })
})

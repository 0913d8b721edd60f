import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AssetValue } from '@reelgraph/shared'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { localFfmpeg } from '../../../../nodes/src/providers/local/ffmpeg/definition.ts'
import { executor } from '../../../../nodes/src/providers/local/ffmpeg/executor.ts'
import { openTestContext, type TestContext } from './test-context.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let test: TestContext
let folder = ''
beforeAll(async () => {
  test = await openTestContext()
  folder = mkdtempSync(join(tmpdir(), 'subtitles-test-'))
})
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

let made = 0
const make = async (extension: string, source: string): Promise<AssetValue> => {
  const path = join(folder, `${++made}.${extension}`)
  execFileSync(test.ffmpegPath, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', path])
  return test.keep({ file: { path } })
}
const dark = (size: string, seconds: number) => make('mp4', `color=c=0x203040:size=${size}:rate=24:duration=${seconds}`)
const voice = (seconds: number) => make('wav', `sine=f=300:d=${seconds}`)
const word = (text: string, start: number, end: number) => ({ word: text, start, end })

type Word = ReturnType<typeof word>

interface Parts {
  readonly clips: readonly AssetValue[]
  readonly voice?: readonly AssetValue[]
  readonly words?: readonly Word[][]
  readonly clipWords?: readonly Word[][]
  readonly params?: Record<string, unknown>
}
const assemble = async ({
  clips,
  voice: voices = [],
  words = [],
  clipWords = [],
  params = {},
}: Parts): Promise<string> => {
  const given = { params: localFfmpeg.params.parse({ fadeOut: 0, ...params }), take: 0 }
  const inputs = { clips, voice: voices, effects: [], music: undefined, words, clipWords }
  const { video } = await executor.run({ ...given, inputs }, test.context)
  if ('map' in video || !('file' in video)) throw new Error('a film is one file')
  return video.file.path
}

/** Of every frame, whether there is white in the lower third; and whether there is any above. */
const written = (path: string): readonly { readonly below: boolean; readonly above: boolean }[] => {
  const args = ['-v', 'error', '-i', path, '-vsync', '0', '-vf', 'scale=640:720,format=gray', '-f', 'rawvideo', '-']
  const bytes = execFileSync(test.ffmpegPath, args, { maxBuffer: 1024 ** 3 })
  const size = 640 * 720
  return Array.from({ length: bytes.length / size }, (_, index) => {
    const frame = bytes.subarray(index * size, (index + 1) * size)
    const isWhite = (part: Uint8Array): boolean => part.some((pixel) => pixel > 200)
    return { below: isWhite(frame.subarray((size * 2) / 3)), above: isWhite(frame.subarray(0, (size * 2) / 3)) }
  })
}
/** The frames on which something is written, as stretches. */
const stretches = (path: string): readonly (readonly [number, number])[] => {
  const found: [number, number][] = []
  written(path).forEach(({ below, above }, frame) => {
    expect(above).toBe(false)
    const last = found.at(-1)
    if (below && last?.[1] === frame) last[1] = frame + 1
    else if (below) found.push([frame, frame + 1])
  })
  return found
}

it('what the voices say stands under the picture from its first frame to its last, across a crossfade too', async () => {
  const clips = [await dark('640x360', 3), await dark('640x360', 3)]
  const path = await assemble({
    ...{ clips, voice: [await voice(2), await voice(2)], params: { transition: 'crossfade', transitionSeconds: 1 } },
    words: [[word('Hello', 0.5, 0.8), word('there.', 1, 1.75)], [word('Goodbye.', 0.25, 1.5)]],
  })
  expect(stretches(path)).toEqual([
    [12, 42],
    [66, 96],
  ])
})

it('what is said in a clip is found under it, also where the clip is slowed and tall', async () => {
  const clips = [await dark('360x640', 2)]
  const path = await assemble({
    ...{ clips, voice: [await voice(2.5)], params: { subtitleSize: 'large' } },
    clipWords: [[word('Somebody', 0.4, 0.8), word('speaks', 0.8, 1.2), word('{here}', 1.2, 1.6)]],
  })
  expect(stretches(path)).toEqual([[12, 48]])
})

it('a track can be shown and hidden, and the picture stays as it is', async () => {
  const clips = [await dark('640x360', 2)]
  const path = await assemble({
    clips,
    clipWords: [[word('Only', 0.5, 0.7), word('here.', 0.8, 1.5)]],
    params: { subtitles: 'track' },
  })
  expect(stretches(path)).toEqual([])
  const args = ['-v', 'error', '-i', path, '-map', '0:s:0', '-f', 'srt', '-']
  const track = execFileSync(test.ffmpegPath, args, { encoding: 'utf8' })
  expect(track.trim()).toBe('1\n00:00:00,500 --> 00:00:01,500\nOnly here.')
})

it('nothing is written where nobody wants it or nobody speaks', async () => {
  const clips = [await dark('640x360', 1)]
  const off = await assemble({ clips, clipWords: [[word('No.', 0, 1)]], params: { subtitles: 'off' } })
  expect(stretches(off)).toEqual([])
  expect(stretches(await assemble({ clips, clipWords: [[]] }))).toEqual([])
})

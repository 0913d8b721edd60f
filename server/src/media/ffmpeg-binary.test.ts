import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { describeFfmpeg } from '../ffmpeg-state.ts'
import { createMedia } from './create-media.ts'
import { findFfmpeg, findFfprobe, parseVersion, probeFfmpeg } from './ffmpeg-binary.ts'
import { ffmpegError, installCommand } from './ffmpeg-error.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

const folder = mkdtempSync(join(tmpdir(), 'ffmpeg-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const openMedia = (ffmpegPath: string) =>
  createMedia({
    ffmpegPath,
    scratchRoot: join(folder, 'scratch'),
    assetPath: (id) => id,
    signal: new AbortController().signal,
    log: { info: () => {}, warn: () => {} },
  })

const program = (name: string, mode: number): string => {
  writeFileSync(join(folder, name), '#!/bin/sh\n', { mode })
  return join(folder, name)
}

const brokenProgram = join(folder, 'broken')
writeFileSync(brokenProgram, '#!/bin/sh\nexit 1\n', { mode: 0o755 })

describe('the search for ffmpeg', () => {
  it('takes FFMPEG_PATH before all else, and the path after it', async () => {
    const given = program('my-ffmpeg', 0o755)
    const found = program('ffmpeg', 0o755)
    expect(await findFfmpeg({ FFMPEG_PATH: given, PATH: folder })).toBe(given)
    expect(await findFfmpeg({ PATH: `/nowhere:${folder}` })).toBe(found)
  })

  it('never replaces a FFMPEG_PATH that leads nowhere by another one, and names it', async () => {
    const given = join(folder, 'missing')
    expect(await findFfmpeg({ FFMPEG_PATH: given, PATH: process.env['PATH'] })).toBe(given)
    expect(await describeFfmpeg(given)).toMatchObject({ state: 'missing', hint: expect.stringContaining(given) })
  })

  it.each([
    ['is not there', () => join(folder, 'gone')],
    ['is a folder', () => folder],
    ['fails', () => brokenProgram],
  ])('says which program it is that %s, before anything is done with it', async (_, path) => {
    const run = runFfmpeg({
      ffmpegPath: path(),
      inputs: [],
      options: [],
      output: '-',
      signal: new AbortController().signal,
      deadlineMs: 1000,
    })
    await expect(run).rejects.toMatchObject({
      code: 'ffmpeg-missing',
      message: expect.stringContaining(path()),
      body: { hint: expect.stringContaining('FFMPEG_PATH') },
    })
    const media = openMedia(path())
    await expect(
      media.ffmpeg({ inputs: [], filter: 'null', options: [], extension: 'mp4', seconds: 1 }),
    ).rejects.toMatchObject({ code: 'ffmpeg-missing' })
    await media.dispose()
  })

  it('finds ffprobe beside ffmpeg', async () => {
    const probe = program('ffprobe', 0o755)
    expect(await findFfprobe(join(folder, 'ffmpeg'), { PATH: '' })).toBe(probe)
    expect(await findFfprobe(undefined, { PATH: '' })).toBeUndefined()
  })
})

describe('what an ffmpeg can do', () => {
  it.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright', [5, 1]],
    ['ffmpeg version n7.1.1 Copyright', [7, 1]],
    ['ffmpeg version 6.1.1-static https://example.org', [6, 1]],
    ['ffmpeg version N-118000-gabcdef Copyright', [Infinity, 0]],
  ])('is told by %s', (banner, number) => {
    expect(parseVersion(banner).number).toEqual(number)
  })

  it('includes what films are made with', async () => {
    const path = await findFfmpeg()
    if (path === undefined) throw new Error('these tests need ffmpeg')
    const { encoders, filters } = await probeFfmpeg(path)
    for (const encoder of ['libx264', 'aac', 'png']) expect(encoders).toContain(encoder)
    for (const filter of ['xfade', 'amix', 'ebur128', 'framerate', 'alimiter', 'amultiply'])
      expect(filters).toContain(filter)
  })
})

describe('what ffmpeg says when it fails', () => {
  const detail = (...log: readonly string[]) => ffmpegError(log, new Error('ffmpeg exited with code 1')).body

  it('is its last line that means something, without paths and addresses', () => {
    const log = [
      '[mov,mp4 @ 0x55d0c0de] moov atom not found',
      '/data/assets/ab/cdef.mp4: Invalid data found when processing input',
      'Conversion failed!',
    ]
    expect(detail(...log)).toMatchObject({
      code: 'ffmpeg-failed',
      detail: 'cdef.mp4: Invalid data found when processing input',
    })
    expect(detail("[in @ 0x1] Error opening '/home/me/x y.mp4'").detail).not.toMatch(/home|0x/)
  })

  it('names a file by its last part, also where folders have spaces', () => {
    const path = '/home/my user/my films/a.mp4'
    expect(ffmpegError([`${path}: Invalid data found`], new Error(''), [path]).body.detail).toBe(
      'a.mp4: Invalid data found',
    )
  })

  it('is a full disk where it says so', () => {
    expect(detail('av_interleaved_write_frame(): No space left on device', 'Conversion failed!')).toMatchObject({
      code: 'disk-full',
    })
  })

  it('is how it ended when it said nothing', () => {
    expect(detail().detail).toBe('ffmpeg exited with code 1')
  })
})

describe('the command that installs ffmpeg', () => {
  it.each([
    ['darwin', '', 'brew install ffmpeg'],
    ['win32', '', 'winget install Gyan.FFmpeg'],
    ['linux', 'ubuntu debian', 'sudo apt-get install -y ffmpeg'],
    ['linux', 'fedora', 'sudo dnf install -y ffmpeg-free'],
    ['linux', 'alpine', 'sudo apk add ffmpeg'],
  ] as const)('is one for %s %s', (platform, family, command) => {
    expect(installCommand(platform, family)).toBe(command)
  })
})

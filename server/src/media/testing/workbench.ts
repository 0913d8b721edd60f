import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createMedia, type MediaOptions } from '../create-media.ts'
import { findFfmpeg, findFfprobe } from '../ffmpeg-binary.ts'

/** A folder of a test file's own, with real encoders to fill it and media opened on it. */
export const openWorkbench = async () => {
  const ffmpegPath = await findFfmpeg()
  const ffprobePath = await findFfprobe(ffmpegPath)
  const folder = mkdtempSync(join(tmpdir(), 'media-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let scratchRoots = 0
  return {
    ffmpegPath,
    folder,
    make(name: string, ...args: string[]): string {
      const path = join(folder, name)
      execFileSync(ffmpegPath ?? 'ffmpeg', ['-loglevel', 'error', '-y', ...args, path])
      return path
    },
    given(name: string, content: string | Uint8Array): string {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    open(more: Partial<MediaOptions> = {}) {
      const scratchRoot = join(folder, `scratch-${++scratchRoots}`)
      const media = createMedia({
        ffmpegPath,
        ffprobePath,
        scratchRoot,
        assetPath: (id) => join(folder, id),
        signal: new AbortController().signal,
        log: { info: () => {}, warn: () => {} },
        ...more,
      })
      return {
        media,
        scratchRoot,
        left: () => (existsSync(scratchRoot) ? readdirSync(scratchRoot, { recursive: true }) : []),
      }
    },
  }
}

import type { MediaFacts } from '@reelgraph/shared'
import { identify, badMedia } from './identify.ts'
import { probeContainer } from './probe-container.ts'
import { probeWithFfprobe } from './probe-ffprobe.ts'
import { probeImage } from './probe-image.ts'

export interface ProbeRequest {
  readonly path: string
  readonly ffprobePath?: string | undefined
  readonly signal?: AbortSignal | undefined
}

const cut = () =>
  badMedia(
    'This file is incomplete: its end is missing.',
    'The upload or the download may have broken off: get the file again.',
  )

/**
 * What a media file holds. Sizes are as it is shown (rotation and pixel shape applied).
 * Throws `bad-media` for whatever cannot be played to its end.
 */
export const probe = async ({ path, ffprobePath, signal }: ProbeRequest): Promise<MediaFacts> => {
  signal?.throwIfAborted()
  const identity = await identify(path)
  if (identity.kind === 'image') return probeImage(path, identity.mime)

  const found = await probeContainer(path, identity)
  if (found.state === 'read') return found.facts
  if (found.state === 'cut') throw cut()

  const facts = ffprobePath === undefined ? undefined : await probeWithFfprobe({ path, ffprobePath, identity, signal })
  if (facts) return facts
  const name =
    identity.mime
      .split('/')[1]
      ?.replace(/^(x-|vnd\.)/, '')
      .toUpperCase() ?? ''
  throw badMedia(
    `This ${name} file is damaged, or of a kind that cannot be read.`,
    'Play it to see whether it is whole, or convert it to MP4 (video) or WAV (sound).',
  )
}

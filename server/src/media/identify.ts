import { open } from 'node:fs/promises'
import { fail, type MediaKind, type ReelgraphError } from '@reelgraph/shared'
import { fileTypeFromFile } from 'file-type'

export interface Identity {
  readonly kind: MediaKind
  readonly mime: string
}

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'])
/** What browsers call what file-type calls otherwise. */
const USUAL_NAMES: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'image/apng': 'image/png',
}
const WHAT_WORKS =
  'Use a picture (JPEG, PNG, WebP, AVIF, GIF, TIFF), a video (MP4, MOV, WebM, MKV) or a sound (WAV, MP3, M4A, OGG, FLAC).'

export const badMedia = (message: string, hint: string = WHAT_WORKS): ReelgraphError =>
  fail('bad-media', message, { hint })

const head = async (path: string): Promise<Uint8Array> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const asText = (bytes: Uint8Array): string | undefined => {
  const text = new TextDecoder('utf-8').decode(bytes)
  // A character may be cut in two at the very end, so the last four may be replacements.
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, -4)) ? undefined : text.trimStart().toLowerCase()
}

const describeText = (text: string): ReelgraphError => {
  if (/^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg/.test(text)) {
    return badMedia(
      'This is an SVG drawing, which can run code and has no pixels of its own.',
      'Export it as PNG and use that.',
    )
  }
  if (/^(<!--[^]*?-->\s*)?<(!doctype html|html|head|body)/.test(text)) {
    return badMedia(
      'This is a web page, not a media file.',
      'Open the link in a browser, save the picture, video or sound itself, and use that file.',
    )
  }
  return badMedia('This is text, not a media file.')
}

/** What a file is, by its bytes and never by its name. Throws `bad-media` with what it is instead. */
export const identify = async (path: string): Promise<Identity> => {
  const start = await head(path)
  if (start.length === 0)
    throw badMedia('This file is empty (0 bytes).', 'The upload or the download may have broken off: try it again.')
  const type = await fileTypeFromFile(path)
  const text = type === undefined || type.mime.endsWith('xml') ? asText(start) : undefined
  if (text !== undefined) throw describeText(text)
  if (type === undefined) throw badMedia('This is no picture, video or sound that Reelgraph knows.')

  const plain = type.mime.replace(/;.*/, '')
  const mime = USUAL_NAMES[plain] ?? plain
  if (PICTURES.has(mime)) return { kind: 'image', mime }
  if (mime.startsWith('image/'))
    throw badMedia(
      `Pictures of the type ${type.ext.toUpperCase()} cannot be read.`,
      'Save it as JPEG or PNG and use that.',
    )
  if (mime.startsWith('video/') || mime === 'application/mxf' || mime === 'application/vnd.ms-asf')
    return { kind: 'video', mime }
  if (mime.startsWith('audio/')) {
    if (mime === 'audio/midi')
      throw badMedia('This is a MIDI file: notes, no sound.', 'Render it to WAV or MP3 and use that.')
    return { kind: 'audio', mime }
  }
  if (mime === 'application/ogg') return { kind: 'audio', mime: 'audio/ogg' }
  throw badMedia(`This is a ${type.ext.toUpperCase()} file, not media.`)
}

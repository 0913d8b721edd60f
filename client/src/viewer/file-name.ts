import type { AssetValue } from '@reelgraph/shared'

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
  'audio/mp4': 'm4a',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
}

interface Named {
  readonly asset: Pick<AssetValue, 'mime'>
  readonly title: string
  /** From 1. */
  readonly take?: number | undefined
}

/** What a download is called: `Shots, item 2 of 3, take 1.mp4`. Without signs that some systems refuse. */
export const fileName = ({ asset, title, take }: Named): string => {
  const ending = ENDINGS[asset.mime] ?? asset.mime.split('/')[1]?.replace(/^x-/, '') ?? 'bin'
  const name = take === undefined ? title : `${title}, take ${take}`
  const safe = name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
  return `${safe || 'result'}.${ending}`
}

import type { MediaFacts } from '@reelgraph/shared'
import {
  ALL_FORMATS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputTrack,
  type InputVideoTrack,
} from 'mediabunny'
import type { Identity } from './identify.ts'

export type ContainerProbe =
  | { readonly state: 'read'; readonly facts: MediaFacts }
  /** A good start whose end is missing. */
  | { readonly state: 'cut' }
  | { readonly state: 'unreadable' }

/** Packets that are looked at for the frame rate: enough to tell 23.976 from 24. */
const RATE_PACKETS = 400

/** Whether the last packet a track speaks of is really there. */
const isWhole = async (track: InputTrack): Promise<boolean> => {
  const last = await new EncodedPacketSink(track).getPacket(Infinity)
  return last !== null && last.byteLength > 0 && last.data.byteLength === last.byteLength
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))

const videoFacts = async (track: InputVideoTrack): Promise<Pick<MediaFacts, 'width' | 'height' | 'fps'>> => {
  const [width, height, { averagePacketRate }] = await Promise.all([
    track.getDisplayWidth(),
    track.getDisplayHeight(),
    track.computePacketStats(RATE_PACKETS),
  ])
  const rated = Number.isFinite(averagePacketRate) && averagePacketRate > 0
  return { width, height, ...(rated ? { fps: round(averagePacketRate, 3) } : {}) }
}

const ofKind = (identity: Identity, hasVideo: boolean): Identity => ({
  kind: hasVideo ? 'video' : 'audio',
  mime: identity.mime.replace(/^(video|audio)\//, hasVideo ? 'video/' : 'audio/'),
})

/** MP4, MOV, WebM, MKV, MP3, WAV, OGG, FLAC, AAC and MPEG-TS, without ffmpeg. */
export const probeContainer = async (path: string, identity: Identity): Promise<ContainerProbe> => {
  let started = false
  const ignore = (): void => {}
  const input = new Input({ source: new FilePathSource(path, { handleUnhandledError: ignore }), formats: ALL_FORMATS })
  try {
    if (!(await input.canRead())) return { state: 'unreadable' }
    started = true
    const [video, audio] = await Promise.all([input.getVideoTracks(), input.getAudioTracks()])
    const first = video[0] ?? audio[0]
    if (first === undefined) return { state: 'cut' }
    const whole = await Promise.all([...video.slice(0, 1), ...audio.slice(0, 1)].map(isWhole))
    if (whole.includes(false)) return { state: 'cut' }
    const seconds = await input.computeDuration()
    if (!(seconds > 0)) return { state: 'unreadable' }
    const facts: MediaFacts = {
      ...ofKind(identity, video.length > 0),
      ...(video[0] ? await videoFacts(video[0]) : {}),
      seconds: round(seconds, 6),
      hasAudio: audio.length > 0,
      streams: { video: video.length, audio: audio.length },
    }
    return { state: 'read', facts }
  } catch {
    return { state: started ? 'cut' : 'unreadable' }
  } finally {
    input.dispose()
  }
}

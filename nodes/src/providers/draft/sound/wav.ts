/** Sound as numbers from -1 to 1, one array a channel, all of one length. */
export interface Sound {
  readonly rate: number
  readonly channels: readonly Float32Array[]
}

const HEADER_BYTES = 44

/** A 16-bit WAV. What is louder than full scale is clipped. */
export const encodeWav = ({ rate, channels }: Sound): Uint8Array => {
  const frames = channels[0]?.length ?? 0
  const width = channels.length * 2
  const bytes = new Uint8Array(HEADER_BYTES + frames * width)
  const view = new DataView(bytes.buffer)
  const text = (at: number, value: string): void => bytes.set(new TextEncoder().encode(value), at)
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, channels.length, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * width, true)
  view.setUint16(32, width, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, frames * width, true)
  channels.forEach((samples, channel) => {
    for (let frame = 0, at = HEADER_BYTES + channel * 2; frame < frames; frame++, at += width) {
      const sample = samples[frame] ?? 0
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true)
    }
  })
  return bytes
}

/** Reads a 16-bit WAV, whatever other chunks it has. */
export const decodeWav = (bytes: Uint8Array): Sound => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let channelCount = 1
  let rate = 0
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4))
    const size = view.getUint32(at + 4, true)
    const body = at + 8
    if (name === 'fmt ') {
      channelCount = view.getUint16(body + 2, true)
      rate = view.getUint32(body + 4, true)
    }
    if (name === 'data') {
      const frames = Math.floor(Math.min(size, bytes.length - body) / 2 / channelCount)
      const sample = (frame: number, channel: number) =>
        view.getInt16(body + 2 * (frame * channelCount + channel), true) / 32768
      const read = (channel: number) => Float32Array.from({ length: frames }, (_, frame) => sample(frame, channel))
      return { rate, channels: Array.from({ length: channelCount }, (_, channel) => read(channel)) }
    }
    at = body + size + (size % 2)
  }
  throw new Error('a WAV without samples')
}

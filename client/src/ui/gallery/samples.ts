/** Pictures and sound for the gallery, made here. */
const frame = (sky: string, low: string, sun: string, hill: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">
    <defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs>
    <rect width="320" height="180" fill="url(#g)"/><circle cx="210" cy="112" r="30" fill="${sun}"/>
    <path d="M0 140 70 96l60 40 50-30 140 60v20H0Z" fill="${hill}"/></svg>`)}`

export const pictures = [
  frame('#3a1c35', '#d9542b', '#ffd991', '#120a0a'),
  frame('#2b2350', '#c55a86', '#ffd9a8', '#191424'),
  frame('#173450', '#5a93b8', '#fdf0d6', '#14243c'),
] as const

export const peaks = Array.from(
  { length: 400 },
  (_, at) =>
    Math.abs(Math.sin(at / 9) * 0.5 + Math.sin(at / 31) * 0.5) * (0.35 + 0.65 * Math.exp(-((at - 90) ** 2) / 9000)),
)

/** Four seconds of a soft chord, as a WAV. */
export function chord(): string {
  const rate = 16_000
  const samples = rate * 4
  const view = new DataView(new ArrayBuffer(44 + samples * 2))
  const write = (at: number, text: string) =>
    new TextEncoder().encode(text).forEach((byte, i) => view.setUint8(at + i, byte))
  write(0, 'RIFF')
  view.setUint32(4, 36 + samples * 2, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  write(36, 'data')
  view.setUint32(40, samples * 2, true)
  for (let at = 0; at < samples; at += 1) {
    const sum = [220, 277.2, 329.6].reduce((level, hertz) => level + Math.sin((at / rate) * hertz * 2 * Math.PI), 0)
    view.setInt16(44 + at * 2, sum * 4000 * Math.sin((at / samples) * Math.PI), true)
  }
  return URL.createObjectURL(new Blob([view], { type: 'audio/wav' }))
}

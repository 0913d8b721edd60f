import { chance } from './chance.ts'

const RATE = 8000

/** A tenth of a second of sound that hangs on the words and on nothing else, as a mono WAV file of 16 bits. */
export const wavOf = (...words: readonly string[]): Buffer<ArrayBuffer> => {
  const samples = RATE / 10
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  const pitch = 200 + chance(...words) * 600
  for (let index = 0; index < samples; index += 1)
    wav.writeInt16LE(Math.round(9000 * Math.sin((2 * Math.PI * pitch * index) / RATE)), 44 + index * 2)
  return wav
}

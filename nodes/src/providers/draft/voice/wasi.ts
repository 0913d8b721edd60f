import type { WasmExports } from './webassembly.d.ts'

/** A program's whole world: arguments, files in memory, what it printed. It sees neither clock, network nor disk. */
export interface WasiRun {
  readonly module: WebAssembly.Module
  readonly args: readonly string[]
  /** By name, without folders. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

export interface WasiResult {
  readonly exitCode: number
  readonly output: string
  readonly errors: string
  readonly files: ReadonlyMap<string, Uint8Array>
}

const OK = 0
const BAD_FILE = 8
const NO_ENTRY = 44
const FOLDER = 3
const TYPE_FOLDER = 3
const TYPE_FILE = 4
const CREATE = 1
const TRUNCATE = 8

class Exit extends Error {
  readonly code: number
  constructor(code: number) {
    super(`exit ${code}`)
    this.code = code
  }
}

/** Grows by doubling, so that a program that writes in small pieces does not copy its file each time. */
class MemoryFile {
  private bytes: Uint8Array
  private length: number
  private at = 0
  constructor(content = new Uint8Array()) {
    this.bytes = content
    this.length = content.length
  }
  read(into: Uint8Array): number {
    const part = this.bytes.subarray(this.at, Math.min(this.length, this.at + into.length))
    into.set(part)
    this.at += part.length
    return part.length
  }
  write(from: Uint8Array): number {
    const end = this.at + from.length
    if (end > this.bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.bytes.length * 2, 4096))
      grown.set(this.bytes.subarray(0, this.length))
      this.bytes = grown
    }
    this.bytes.set(from, this.at)
    this.at = end
    this.length = Math.max(this.length, end)
    return from.length
  }
  seek(offset: number, whence: number): number {
    this.at = Math.max(0, offset + (whence === 1 ? this.at : whence === 2 ? this.length : 0))
    return this.at
  }
  rewind(): void {
    this.at = 0
  }
  content(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }
}

/** Runs a WASI program of preview 1 that only reads and writes plain files, and gives what it left. */
export const runWasi = ({ module, args, files }: WasiRun): WasiResult => {
  const named = new Map(Object.entries(files).map(([name, content]) => [name, new MemoryFile(content.slice())]))
  const output = new MemoryFile()
  const errors = new MemoryFile()
  const open = new Map<number, MemoryFile>([
    [0, new MemoryFile()],
    [1, output],
    [2, errors],
  ])
  let nextFile = FOLDER + 1

  let memory = new WebAssembly.Memory({ initial: 0 })
  // Memory may grow at any time, which detaches older views.
  const view = (): DataView => new DataView(memory.buffer)
  const slice = (at: number, length: number): Uint8Array => new Uint8Array(memory.buffer, at, length)
  const word = (at: number, value: number): void => view().setUint32(at, value, true)
  const encoded = args.map((text) => new TextEncoder().encode(`${text}\0`))

  const vectors = (at: number, count: number): readonly Uint8Array[] =>
    Array.from({ length: count }, (_, index) =>
      slice(view().getUint32(at + 8 * index, true), view().getUint32(at + 8 * index + 4, true)),
    )
  const transfer = (at: number, count: number, total: number, move: (part: Uint8Array) => number): number => {
    word(
      total,
      vectors(at, count).reduce((sum, part) => sum + move(part), 0),
    )
    return OK
  }

  const system = {
    args_sizes_get(count: number, size: number): number {
      word(count, encoded.length)
      word(
        size,
        encoded.reduce((sum, bytes) => sum + bytes.length, 0),
      )
      return OK
    },
    args_get(pointers: number, at: number): number {
      let to = at
      encoded.forEach((bytes, index) => {
        word(pointers + 4 * index, to)
        slice(to, bytes.length).set(bytes)
        to += bytes.length
      })
      return OK
    },
    clock_time_get(_clock: number, _precision: bigint, result: number): number {
      view().setBigUint64(result, 0n, true)
      return OK
    },
    fd_prestat_get(fd: number, result: number): number {
      if (fd !== FOLDER) return BAD_FILE
      word(result, 0)
      word(result + 4, 1)
      return OK
    },
    fd_prestat_dir_name(_fd: number, at: number): number {
      slice(at, 1).set([0x2f])
      return OK
    },
    fd_fdstat_get(fd: number, result: number): number {
      if (fd !== FOLDER && !open.has(fd)) return BAD_FILE
      slice(result, 24).fill(0)
      view().setUint8(result, fd === FOLDER ? TYPE_FOLDER : TYPE_FILE)
      view().setBigUint64(result + 8, ~0n, true)
      view().setBigUint64(result + 16, ~0n, true)
      return OK
    },
    fd_fdstat_set_flags: (): number => OK,
    path_open(...call: readonly (number | bigint)[]): number {
      const [, , at, length, flags, , , , result] = call.map(Number)
      const name = new TextDecoder().decode(slice(at ?? 0, length ?? 0)).replace(/^[./]+/, '')
      const creates = ((flags ?? 0) & CREATE) !== 0
      const found = named.get(name)
      if (!found && !creates) return NO_ENTRY
      const file = found && ((flags ?? 0) & TRUNCATE) === 0 ? found : new MemoryFile()
      file.rewind()
      named.set(name, file)
      open.set(nextFile, file)
      word(result ?? 0, nextFile++)
      return OK
    },
    fd_read(fd: number, at: number, count: number, total: number): number {
      const file = open.get(fd)
      return file ? transfer(at, count, total, (part) => file.read(part)) : BAD_FILE
    },
    fd_write(fd: number, at: number, count: number, total: number): number {
      const file = open.get(fd)
      return file ? transfer(at, count, total, (part) => file.write(part)) : BAD_FILE
    },
    fd_seek(fd: number, offset: bigint, whence: number, result: number): number {
      const file = open.get(fd)
      if (!file || fd <= 2) return BAD_FILE
      view().setBigUint64(result, BigInt(file.seek(Number(offset), whence)), true)
      return OK
    },
    fd_close: (fd: number): number => (open.delete(fd) ? OK : BAD_FILE),
    proc_exit(code: number): never {
      throw new Exit(code)
    },
  }

  const exports: WasmExports = new WebAssembly.Instance(module, { wasi_snapshot_preview1: system }).exports
  const { _start: start, memory: own } = exports
  if (!(own instanceof WebAssembly.Memory) || typeof start !== 'function') throw new Error('not a WASI program')
  memory = own
  let exitCode = 0
  try {
    Reflect.apply(start, undefined, [])
  } catch (thrown) {
    if (!(thrown instanceof Exit)) throw thrown
    exitCode = thrown.code
  }
  const text = (file: MemoryFile): string => new TextDecoder().decode(file.content())
  return {
    exitCode,
    output: text(output),
    errors: text(errors),
    files: new Map([...named].map(([name, file]) => [name, file.content()])),
  }
}

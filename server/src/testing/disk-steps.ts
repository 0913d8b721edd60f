import { fstatSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import disk, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { temporaryFolder } from './temporary-folder.ts'

/** What a folder holds at one moment. Names that are links to the same file stay such. */
export interface FolderImage {
  /** What was done last, for the messages of a test. */
  readonly after: string
  readonly folders: readonly string[]
  readonly files: ReadonlyMap<string, FileImage>
}

interface FileImage {
  readonly inode: number
  readonly bytes: Buffer
  /** The system may have the bytes, and the disk has not: a power cut takes them. */
  readonly unsynced: boolean
}

interface Recording {
  readonly folder: string
  readonly work: () => Promise<unknown>
  /** As a file system that knows no links. */
  readonly refuseLinks?: boolean
}

type Call = (...values: readonly unknown[]) => Promise<unknown>

/**
 * What a process that was killed at any moment of `work` would leave in the folder: an image after each step that changed it,
 * and within what is written to a file one after each of its bytes, or as many as `MOST_PARTS`.
 */
export const everyMoment = async (recording: Recording): Promise<readonly FolderImage[]> => {
  const watch = new DiskWatch(recording)
  watch.look('the start')
  const original = { ...disk }
  Object.assign(disk, watch.calls(original))
  syncBuiltinESMExports()
  try {
    await recording.work()
  } finally {
    Object.assign(disk, original)
    syncBuiltinESMExports()
  }
  watch.look('the end')
  return watch.images
}

class DiskWatch {
  readonly images: FolderImage[] = []
  private readonly folder: string
  private readonly refuseLinks: boolean
  private readonly unsynced = new Set<number>()

  constructor({ folder, refuseLinks = false }: Recording) {
    this.folder = folder
    this.refuseLinks = refuseLinks
  }

  look(after: string): void {
    const folders: string[] = []
    const files = new Map<string, FileImage>()
    for (const name of readdirSync(this.folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(this.folder, name)
      const facts = statSync(path)
      if (facts.isDirectory()) folders.push(name)
      else files.set(name, { inode: facts.ino, bytes: readFileSync(path), unsynced: this.unsynced.has(facts.ino) })
    }
    const image = { after, folders, files }
    const last = this.images.at(-1)
    if (!last || !isSame(last, image)) this.images.push(image)
  }

  /** The calls of the system's own that change a folder, each followed by a look. */
  calls(original: typeof disk): Record<string, Call> {
    const own = original as unknown as Record<'open' | 'link' | 'rename' | 'rm' | 'mkdir', Call> // called with what they were given
    return {
      rename: this.step('rename', own.rename),
      rm: this.step('remove', own.rm),
      mkdir: this.step('make folder', own.mkdir),
      link: this.refuseLinks ? noLinks : this.step('link', own.link),
      open: this.step('open', async (...values) => this.watchHandle((await own.open(...values)) as FileHandle)), // what it gives
      writeFile: this.step('write', (path, data) => this.writeInParts(String(path), bytesOf(data))),
      copyFile: this.step('copy', (from, to) => this.writeInParts(String(to), readFileSync(String(from)))),
    }
  }

  private step(name: string, call: Call): Call {
    return async (...values) => {
      const result = await call(...values)
      const paths = values.filter((value) => typeof value === 'string' && value.startsWith(this.folder))
      this.look([name, ...paths.map((path) => relative(this.folder, String(path)))].join(' '))
      return result
    }
  }

  private async writeInParts(path: string, bytes: Buffer): Promise<void> {
    for (const end of parts(bytes.length)) {
      writeFileSync(path, bytes.subarray(0, end))
      this.unsynced.add(statSync(path).ino)
      this.look(`${end} of ${bytes.length} bytes`)
    }
  }

  private watchHandle(file: FileHandle): FileHandle {
    const write: Call = file.write.bind(file) as Call // called with bytes, a start and a length
    const sync = file.sync.bind(file)
    const inParts = async (bytes: Buffer): Promise<void> => {
      let done = 0
      for (const end of parts(bytes.length)) {
        await write(bytes, done, end - done)
        done = end
        this.unsynced.add(fstatSync(file.fd).ino)
        this.look(`${end} of ${bytes.length} bytes`)
      }
    }
    return Object.assign(file, {
      writeFile: (data: unknown) => inParts(bytesOf(data)),
      write: async (data: Uint8Array, start: number, length: number) => {
        await inParts(bytesOf(data).subarray(start, start + length))
        return { bytesWritten: length, buffer: data }
      },
      sync: async () => {
        await sync()
        this.unsynced.delete(fstatSync(file.fd).ino)
        this.look('sync')
      },
    })
  }
}

const isSame = (one: FolderImage, other: FolderImage): boolean =>
  one.folders.join('\n') === other.folders.join('\n') &&
  one.files.size === other.files.size &&
  [...one.files].every(([name, { inode, bytes, unsynced }]) => {
    const file = other.files.get(name)
    return file?.inode === inode && file.unsynced === unsynced && file.bytes.equals(bytes)
  })

const noLinks: Call = () =>
  Promise.reject(Object.assign(new Error('no links on this file system'), { code: 'EPERM', syscall: 'link' }))

const bytesOf = (data: unknown): Buffer => {
  if (typeof data === 'string') return Buffer.from(data)
  if (data instanceof Uint8Array) return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  throw new Error('Only text and bytes can be watched on their way to the disk.')
}

const MOST_PARTS = 100

/** Where each ends; the first is empty. */
const parts = (length: number): readonly number[] => {
  const size = Math.max(1, Math.ceil(length / MOST_PARTS))
  return Array.from({ length: 1 + Math.ceil(length / size) }, (_, index) => Math.min(length, index * size))
}

/** @returns a folder that holds it, as a killed process or, `powerCut`, as a machine without power leaves it. */
export const putBack = ({ folders, files }: FolderImage, { powerCut = false } = {}): string => {
  const target = temporaryFolder()
  const written = new Map<number, string>()
  for (const name of folders) mkdirSync(join(target, name), { recursive: true })
  for (const [name, { inode, bytes, unsynced }] of files) {
    const path = join(target, name)
    const same = written.get(inode)
    mkdirSync(dirname(path), { recursive: true })
    if (same === undefined) writeFileSync(path, powerCut && unsynced ? Buffer.alloc(bytes.length) : bytes)
    else linkSync(same, path)
    written.set(inode, path)
  }
  return target
}

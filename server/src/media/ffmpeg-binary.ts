import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ffmpegMissing } from './ffmpeg-error.ts'

const run = promisify(execFile)

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

const onPath = async (name: string, path: string): Promise<string | undefined> => {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  for (const folder of path.split(delimiter).filter(Boolean)) {
    if (await isExecutable(join(folder, file))) return join(folder, file)
  }
  return undefined
}

/** An optional dependency: on a closed network its download fails, and then it is not there. */
const fromPackage = async (): Promise<string | undefined> => {
  const name: string = 'ffmpeg-static'
  try {
    const found: unknown = await import(name)
    const path = typeof found === 'object' && found !== null && 'default' in found ? found.default : undefined
    return typeof path === 'string' && (await isExecutable(path)) ? path : undefined
  } catch {
    return undefined
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** `FFMPEG_PATH` whatever it leads to, else the system's, else the one of `ffmpeg-static`; undefined where there is none. */
export const findFfmpeg = async (environment: Environment = process.env): Promise<string | undefined> => {
  const given = environment['FFMPEG_PATH']
  if (given) return given
  return (await onPath('ffmpeg', environment['PATH'] ?? '')) ?? (await fromPackage())
}

/** `FFPROBE_PATH`, else the one beside ffmpeg, else the system's. Only for files that nothing else can read. */
export const findFfprobe = async (
  ffmpegPath?: string,
  environment: Environment = process.env,
): Promise<string | undefined> => {
  const given = environment['FFPROBE_PATH']
  if (given && (await isExecutable(given))) return given
  const beside = ffmpegPath === undefined ? undefined : await onPath('ffprobe', dirname(ffmpegPath))
  return beside ?? onPath('ffprobe', environment['PATH'] ?? '')
}

export interface FfmpegAbilities {
  /** As ffmpeg says it: `5.1.9-0+deb12u1`, `N-118000-gabcdef`. */
  readonly version: string
  /** Major and minor number; a build from the development branch counts as newest. */
  readonly number: readonly [major: number, minor: number]
  readonly filters: ReadonlySet<string>
  readonly encoders: ReadonlySet<string>
}

export const parseVersion = (banner: string): Pick<FfmpegAbilities, 'version' | 'number'> => {
  const version = /^ffmpeg version (\S+)/m.exec(banner)?.[1] ?? 'unknown'
  const parts = /^n?(\d+)\.(\d+)/.exec(version)
  return { version, number: parts ? [Number(parts[1]), Number(parts[2])] : [Infinity, 0] }
}

const names = (listing: string, line: RegExp): ReadonlySet<string> =>
  new Set([...listing.matchAll(line)].flatMap((match) => match[1] ?? []))

const ask = async (ffmpegPath: string): Promise<FfmpegAbilities> => {
  const say = async (what: string): Promise<string> =>
    (await run(ffmpegPath, ['-hide_banner', what], { maxBuffer: 8 * 1024 ** 2, timeout: 20_000 })).stdout
  const [banner, filters, encoders] = await Promise.all([say('-version'), say('-filters'), say('-encoders')])
  return {
    ...parseVersion(banner),
    filters: names(filters, /^ [A-Z.|]{2,3} (\w+) +\S*->/gm),
    encoders: names(encoders, /^ [VAS][A-Z.]{5} ([\w-]+) /gm),
  }
}

const asked = new Map<string, Promise<FfmpegAbilities>>()

/** What this ffmpeg can do. It is asked once in the life of the process. @throws `ffmpeg-missing` where it does not start. */
export const probeFfmpeg = (ffmpegPath: string): Promise<FfmpegAbilities> => {
  const known = asked.get(ffmpegPath)
  if (known) return known
  const answer = ask(ffmpegPath).catch(() => Promise.reject(ffmpegMissing(ffmpegPath)))
  asked.set(ffmpegPath, answer)
  answer.catch(() => asked.delete(ffmpegPath))
  return answer
}

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, type ReelgraphError } from '@reelgraph/shared'

const INSTALL: readonly (readonly [RegExp, string])[] = [
  [/debian|ubuntu/, 'sudo apt-get install -y ffmpeg'],
  [/fedora|rhel|centos/, 'sudo dnf install -y ffmpeg-free'],
  [/arch/, 'sudo pacman -S ffmpeg'],
  [/alpine/, 'sudo apk add ffmpeg'],
  [/suse/, 'sudo zypper install -y ffmpeg'],
]

const linuxFamily = (): string => {
  try {
    const release = readFileSync('/etc/os-release', 'utf8')
    return [...release.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)]
      .map((line) => line[1])
      .join(' ')
      .toLowerCase()
  } catch {
    return ''
  }
}

/** The one command that installs ffmpeg on this system. */
export const installCommand = (platform: NodeJS.Platform = process.platform, family = linuxFamily()): string => {
  if (platform === 'darwin') return 'brew install ffmpeg'
  if (platform === 'win32') return 'winget install Gyan.FFmpeg'
  return INSTALL.find(([name]) => name.test(family))?.[1] ?? 'sudo apt-get install -y ffmpeg'
}

/** `path` is the program that was found or given and cannot be run. */
export const ffmpegMissing = (path?: string): ReelgraphError =>
  fail(
    'ffmpeg-missing',
    path === undefined
      ? 'This step needs ffmpeg, and there is none on this machine.'
      : `This step needs ffmpeg, and ${path} does not start.`,
    {
      hint: howToGetFfmpeg(path),
    },
  )

export const howToGetFfmpeg = (path?: string): string =>
  path === undefined
    ? `Install ffmpeg with: ${installCommand()}`
    : `Let FFMPEG_PATH name an ffmpeg that works; or remove it, install ffmpeg with: ${installCommand()} – and start Reelgraph again.`

export const diskFull = (): ReelgraphError =>
  fail('disk-full', 'The disk is full, so ffmpeg could not write its result.', {
    hint: 'Free some space, then run the step again. Nothing that was finished is lost.',
  })

/** Lines that only repeat that something went wrong. */
const saysNothing =
  /Conversion failed!|Exiting normally|Error opening output|^Output file #|Last message repeated|Error while processing the decoded data|Failed to inject frame|Error (re)?initializing (complex )?filters/
const saysSomething =
  /error|invalid|no such|not found|failed|unable|could ?n[o']t|cannot|unknown|missing|denied|killed/i

/** Without addresses in memory, and without where files lie on this machine. */
const clean = (line: string): string =>
  line
    .replace(/ @ 0x[0-9a-f]+/g, '')
    .replace(/(^|[\s'"(=:])(?:file:)?(?:[A-Za-z]:)?[\\/](?:[^\s'":]*[\\/])*([^\s'":\\/]*)/g, '$1$2')
    .trim()

const named = (line: string, paths: readonly string[]): string =>
  paths.reduce((text, path) => text.replaceAll(path, basename(path)), line)

/** What ffmpeg logged before it failed, as an error a person can act on. `paths` are shown by their last part only. */
export const ffmpegError = (log: readonly string[], cause: unknown, paths: readonly string[] = []): ReelgraphError => {
  if (log.some((line) => line.includes('No space left on device'))) return diskFull()
  const lines = log.filter((line) => !saysNothing.test(line))
  const telling = lines.findLast((line) => saysSomething.test(line)) ?? lines.at(-1)
  const detail = clean(named(telling ?? (cause instanceof Error ? cause.message : String(cause)), paths))
  return fail('ffmpeg-failed', `ffmpeg could not finish: ${detail}`, {
    hint: 'Run the step again. If it stays, play what goes into it: a file may be damaged.',
    detail,
  })
}

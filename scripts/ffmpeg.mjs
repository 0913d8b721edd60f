import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { quietly } from './children.mjs'
import { root } from './places.mjs'
import { say } from './say.mjs'

const windows = process.platform === 'win32'

const onPath = (program) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, windows ? `${program}.exe` : program)))

/** The optional package: it is there where its download worked. */
const fromPackage = () => {
  try {
    return existsSync(createRequire(join(root, 'server', 'package.json'))('ffmpeg-static') ?? '')
  } catch {
    return false
  }
}

const hasFfmpeg = () =>
  (process.env.FFMPEG_PATH && existsSync(process.env.FFMPEG_PATH)) || onPath('ffmpeg') || fromPackage()

const distribution = () => {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}

/** The command that installs ffmpeg on this system. */
const commandFor = () => {
  if (windows) return 'winget install Gyan.FFmpeg'
  if (process.platform === 'darwin') return 'brew install ffmpeg'
  const managers = [
    ['apt-get', 'sudo apt-get install ffmpeg'],
    ['dnf', 'sudo dnf install ffmpeg-free'],
    ['pacman', 'sudo pacman -S ffmpeg'],
    ['zypper', 'sudo zypper install ffmpeg'],
    ['apk', 'sudo apk add ffmpeg'],
    ['nix-env', 'nix-env -iA nixpkgs.ffmpeg'],
  ]
  return managers.find(([program]) => onPath(program))?.[1]
}

const mayUseApt = () => process.getuid?.() === 0 && /debian|ubuntu/i.test(distribution()) && onPath('apt-get')

const installWithApt = async () => {
  say('Installing ffmpeg with apt-get (this is a Debian or Ubuntu system, and we are root)…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'ffmpeg']]) {
    const { code } = await quietly('apt-get', args, { cwd: root, env })
    if (code !== 0 && args[0] === 'install') return false
  }
  return true
}

/** ffmpeg makes the pictures move. Without it Reelgraph still opens, and says what is missing. */
export const ensureFfmpeg = async () => {
  if (hasFfmpeg()) return
  if (mayUseApt() && (await installWithApt())) return
  const command = commandFor()
  const how = command ? `Install it with: ${command}` : 'Install it from https://ffmpeg.org/download.html'
  say(
    `ffmpeg was not found, so no film can be made yet. ${how}${windows ? ', open a new terminal' : ''}, and start again.`,
  )
}

import { spawn } from 'node:child_process'

interface Opening {
  /** `none`, a program, or what the system takes. */
  readonly browser: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform?: NodeJS.Platform
}

/** The program that shows an address, or undefined where nobody would see it. */
export const browserCommand = (
  url: string,
  { browser, environment, platform = process.platform }: Opening,
): readonly string[] | undefined => {
  if (browser === 'none' || environment['CI']) return undefined
  const display = environment['DISPLAY'] || environment['WAYLAND_DISPLAY']
  if (browser) return [browser, url]
  if (environment['SSH_CONNECTION'] && !display) return undefined
  if (platform === 'darwin') return ['open', url]
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url]
  return display ? ['xdg-open', url] : undefined
}

/** Shows the address, if it can. Nobody depends on it: the address was printed. */
export const openBrowser = (url: string, opening: Opening): void => {
  const [program, ...args] = browserCommand(url, opening) ?? []
  if (program === undefined) return
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { describe } from 'vitest'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome']

const standardPlaces = (): readonly string[] => {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
  }
  if (process.platform !== 'win32') return ['/usr/bin/chromium']
  const folders = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']]
  const programs = [
    'Chromium/Application/chrome.exe',
    'Google/Chrome/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ]
  return folders.flatMap((folder) => (folder ? programs.map((program) => join(folder, program)) : []))
}

const onPath = (): readonly string[] =>
  (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** `CHROMIUM_PATH` alone where it is set, else the first browser of the Chromium family found on this machine. */
export const findBrowser = (): string | undefined => {
  const named = process.env['CHROMIUM_PATH']
  return (named ? [named] : [...standardPlaces(), ...onPath()]).find(canRun)
}

const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A headless browser. Close it in `afterAll`. */
export const launchBrowser = (): Promise<Browser> => {
  const executablePath = findBrowser()
  if (!executablePath)
    throw new Error('No Chromium, Chrome or Edge was found. Install one, or name it in CHROMIUM_PATH.')
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic', ...quiet],
  })
}

const isRequired = process.env['REELGRAPH_REQUIRE_BROWSER'] === '1'

/** `describe`, listed as skipped on a machine without a browser, unless `REELGRAPH_REQUIRE_BROWSER=1` forbids that. */
export const describeInBrowser = describe.skipIf(!findBrowser() && !isRequired)

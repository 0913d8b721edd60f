import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const assets = join(dist, 'assets')
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
const source = new Map(scripts.map((name) => [name, readFileSync(join(assets, name), 'utf8')]))

/** The chunks that a chunk cannot start without: `import … from "./x.js"` and `import "./x.js"`, not `import("./x.js")`. */
const importsOf = (code: string): readonly string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)].map((match) => match[1] ?? '')

const withImports = (entries: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>()
  const open = [...entries]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const code = source.get(name)
    if (code === undefined) throw new Error(`"${name}" is imported but was not built.`)
    open.push(...importsOf(code))
  }
  return found
}

const kilobytes = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(source.get(name) ?? '', { level: 9 }).length, 0) / 1000

const html = readFileSync(join(dist, 'index.html'), 'utf8')
const entries = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="\/assets\/([\w.-]+\.js)"/g)].map(
  (match) => match[1] ?? '',
)

describe('the interface as it is built', () => {
  test('what the page needs before it shows anything is at most 200 kB, packed', () => {
    expect(entries.length).toBeGreaterThan(0)
    const first = withImports(entries)
    expect(kilobytes(first)).toBeLessThanOrEqual(200)
  })

  test('the canvas comes as a part of its own, and it too is at most 200 kB more', () => {
    const editor = scripts.filter((name) => /^editor-[\w-]{8}\.js$/.test(name))
    expect(editor).toHaveLength(1)
    const first = withImports(entries)
    const more = [...withImports(editor)].filter((name) => !first.has(name))
    expect(more.length).toBeGreaterThan(0)
    expect(kilobytes(more)).toBeLessThanOrEqual(200)
  })

  test('nothing of it is for development only', () => {
    const guilty = scripts.filter(
      (name) => name.startsWith('jsx-dev-runtime') || /react-dom\.development|jsxDEV/.test(source.get(name) ?? ''),
    )
    expect(guilty).toEqual([])
  })

  test.each([
    ['the draft models’ drawing', /@napi-rs\/canvas|\bcreateCanvas\(/],
    ['the draft models’ voice', /flite/i],
    ['picture processing', /\bsharp\(|libvips/],
    ['ffmpeg', /libx264|filter_complex|FFMPEG_PATH/],
    ['the document files', /lowdb|JSONFile/],
    ['the database', /node:sqlite|DatabaseSync/],
    ['anything of Node', /["']node:[a-z]/],
    ['an executor', /\.paid\(|\.textFile\(|ctx\.media/],
    // by the headers that they send: the addresses of services are in definitions too
    ['a provider’s SDK', /createFalClient|x-fal-request-id|x-stainless-|x-goog-api-client|x-fern-/i],
    ['an emulator', /createAdaptorServer|Authentication is required\./],
  ])('%s stays on the server', (_, sign) => {
    const guilty = scripts.filter((name) => sign.test(source.get(name) ?? ''))
    expect(guilty).toEqual([])
  })
})

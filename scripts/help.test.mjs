import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './places.mjs'

const launch = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'launch.mjs'), ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, stdout, said: stdout + stderr }
}

test('who asks for help is told what can be set, and nothing is started', () => {
  for (const [command, flag] of [
    ['start', '--help'],
    ['start', '-h'],
    ['dev', '--help'],
  ]) {
    const { status, stdout, said } = launch(command, flag)
    expect(status).toBe(0)
    expect(said).not.toContain('is ready')
    const names = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^# ([A-Z_]+)=/gm)].map(
      ([, name]) => name,
    )
    expect(names).toContain('REELGRAPH_DATA')
    for (const name of names) expect(stdout).toMatch(new RegExp(`^ +${name}=`, 'm'))
  }
})

test('every setting that the server reads of its own is among them', () => {
  const settings = readFileSync(join(root, 'server', 'src', 'settings.ts'), 'utf8')
  const names = [...settings.matchAll(/^ {2}([A-Z_]+): given\(/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(3)
  const { stdout } = launch('start', '--help')
  for (const name of names) expect(stdout).toContain(`${name}=`)
})

test('an argument that nobody reads is not passed over', () => {
  const { status, said } = launch('start', '--port=3')
  expect([status, said]).toEqual([1, expect.stringContaining('There is no “--port=3”. npm start -- --help')])
})

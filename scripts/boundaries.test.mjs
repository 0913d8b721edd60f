import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, tool } from './places.mjs'

const importPattern = /^(?:import|export)\s+(?!type\b)(?:[\w*{}\s,]+\sfrom\s+)?'([^']+)'/gm

const importsOf = (file) => [...readFileSync(file, 'utf8').matchAll(importPattern)].map((match) => match[1])

/** Every package that loading this file loads, through all files of our own. */
const packagesBehind = (file, seen = new Set()) => {
  if (seen.has(file)) return []
  seen.add(file)
  return importsOf(file).flatMap((name) =>
    name.startsWith('.') ? packagesBehind(resolve(dirname(file), name), seen) : [name],
  )
}

/** Lints one file as if it stood at that place, and gives the imports that were refused. */
const refusedAt = (place, imports) => {
  const folder = mkdtempSync(join(tmpdir(), 'reelgraph-lint-'))
  const { options: _needsTypes, ...config } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'))
  const file = join(folder, place)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config))
    writeFileSync(file, imports.map((name) => `import '${name}'\n`).join(''))
    return report(folder, place)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const report = (folder, place) => {
  try {
    execFileSync(process.execPath, [tool('oxlint'), '-f', 'unix', place], { cwd: folder, encoding: 'utf8' })
    return []
  } catch (error) {
    return [...String(error.stdout).matchAll(/'([^']+)' import is restricted/g)].map((match) => match[1])
  }
}

const table = [
  {
    place: 'shared/src/run/plan.ts',
    refused: ['node:fs', 'lodash', '@reelgraph/nodes/catalog', '../../../server/src/app.ts'],
    allowed: ['zod', 'fractional-indexing', '../node/ports.ts', './state.ts'],
  },
  {
    place: 'nodes/src/providers/acme/model/definition.ts',
    refused: ['sharp', 'node:path', './executor.ts', '@reelgraph/nodes/executors'],
    allowed: ['zod', '@reelgraph/shared', './moves.ts', '../prices.ts'],
  },
  {
    place: 'nodes/src/providers/acme/model/executor.ts',
    refused: ['node:fs', 'node:fs/promises', 'node:child_process', '@reelgraph/server'],
    allowed: ['sharp', '@reelgraph/shared', './definition.ts'],
  },
  {
    place: 'server/src/engine/runner.ts',
    refused: ['hono', 'lowdb', 'node:sqlite', '../http/routes.ts', '../../../nodes/src/kinds/text/executor.ts'],
    allowed: ['@reelgraph/nodes/executors', '@reelgraph/shared', './scheduler.ts'],
  },
  {
    place: 'server/src/http/catalog.ts',
    refused: ['@reelgraph/nodes/executors', '../../../client/src/main.tsx'],
    allowed: ['@reelgraph/nodes/catalog', 'hono', '../engine/engine.ts'],
  },
  {
    place: 'client/src/editor/canvas.tsx',
    refused: [
      '@reelgraph/nodes/executors',
      '@reelgraph/server',
      'lowdb',
      '@fal-ai/client',
      '../../../server/src/app.ts',
    ],
    allowed: ['@reelgraph/nodes/catalog', '@reelgraph/shared', 'react', './card.tsx'],
  },
]

describe('The import table', () => {
  it.each(table)('is kept at $place', ({ place, refused, allowed }) => {
    expect(refusedAt(place, [...refused, ...allowed]).toSorted()).toEqual(refused.toSorted())
  })

  const catalog = join(root, 'nodes', 'src', 'catalog.ts')
  it.runIf(existsSync(catalog))('lets the catalog of definitions load nothing but zod and shared', () => {
    expect([...new Set(packagesBehind(catalog))].toSorted()).toEqual(['@reelgraph/shared', 'zod'])
  })
})

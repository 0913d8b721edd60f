import { readdirSync, readFileSync } from 'node:fs'
import { catalog } from '@reelgraph/nodes/catalog'
import { providerOf, TemplateSchema, type Template } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { templatePrice } from './template-price.ts'

const folder = new URL('../../../examples/', import.meta.url)
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): Omit<Template, 'builtIn'> =>
    TemplateSchema.omit({ builtIn: true }).parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
  )
const called = (id: string): Omit<Template, 'builtIn'> => {
  const found = examples.find((example) => example.id === id)
  if (!found) throw new Error(`no example ${id}`)
  return found
}

test('a template without paid models is free; one that waits for a file of yours has no price yet', () => {
  expect(templatePrice(called('first-film').graph, catalog)).toEqual({ low: 0, high: 0 })
  expect(templatePrice(called('photo-to-motion').graph, catalog)).toBeUndefined()
})

test('Cinematic clip costs what its three stills, three clips and three sentences do', () => {
  const { graph } = called('cinematic-clip')
  const text = Object.values(graph.nodes).find(({ title }) => title === 'Script')?.params['text']
  const script = typeof text === 'string' ? text : ''
  const still = Math.round(0.025 * 1_000_000)
  const clip = 5 * 50_000
  const said = script.split('\n').map((line) => Math.round((line.length / 1000) * 100_000))
  const micros = 3 * (still + clip) + said.reduce((sum, line) => sum + line, 0)
  expect(templatePrice(graph, catalog)).toEqual({ low: micros, high: micros })
})

test('every template of the gallery says which keys it takes', () => {
  for (const { name, needs, graph } of examples) {
    const providers = Object.values(graph.nodes)
      .flatMap(({ model }) => (model === undefined ? [] : [catalog.providers.get(providerOf(model))]))
      .filter((provider) => provider?.account !== undefined)
    const keys = new Set(providers.map((provider) => `A key for ${provider?.title}`))
    expect({ name, keys: needs.filter((need) => need.startsWith('A key for ')).toSorted() }).toEqual({
      name,
      keys: [...keys].toSorted(),
    })
  }
})

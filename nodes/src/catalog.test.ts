import { describe, expect, test } from 'vitest'
import {
  canonical,
  own,
  saveKey,
  type InputPorts,
  type ModelDefinition,
  type NodeDefinition,
  type OutputPorts,
} from '@reelgraph/shared'
import { z } from 'zod'
import { accountChecks } from './accounts.ts'
import { catalog, kinds, models, providers, withoutApi } from './catalog.ts'
import { executors } from './executors.ts'

const definitions = [...kinds, ...models]
const defaultsOf = (definition: (typeof definitions)[number]): Record<string, unknown> => definition.params.parse({})

const portsOf = (
  definition: (typeof definitions)[number],
): { readonly inputs: InputPorts; readonly outputs: OutputPorts } => {
  const params = defaultsOf(definition)
  const { inputs, outputs } = definition
  return {
    inputs: typeof inputs === 'function' ? inputs(params as never) : inputs, // parsed by its own schema
    outputs: typeof outputs === 'function' ? outputs(params as never) : outputs, // parsed by its own schema
  }
}

describe.each(definitions.map((definition) => ({ id: definition.id, definition })))('$id', ({ definition }) => {
  test('can be put on a canvas as it is: every parameter has a default or may be missing', () => {
    expect(() => defaultsOf(definition)).not.toThrow()
  })

  test('draws its form from JSON Schema, with a title for every parameter', () => {
    const schema = z.toJSONSchema(definition.params, { io: 'input' })
    for (const field of Object.values(schema.properties ?? {})) expect(field).toHaveProperty('title')
  })

  test('names no parameter like a port that is typed', () => {
    const { inputs } = portsOf(definition)
    const typed = Object.keys(inputs).filter((name) => inputs[name]?.typed)
    expect(typed.filter((name) => Object.hasOwn(definition.params.shape, name))).toEqual([])
  })
})

test('a port of one name has one type everywhere, so that swapping a model never makes a wrong-typed wire', () => {
  const types = new Map<string, string>()
  for (const definition of definitions) {
    const { inputs, outputs } = portsOf(definition)
    for (const [side, ports] of Object.entries({ inputs, outputs })) {
      for (const [name, { type }] of Object.entries(ports)) {
        expect([name, types.get(`${side} ${name}`) ?? type]).toEqual([name, type])
        types.set(`${side} ${name}`, type)
      }
    }
  }
})

test('the defaults of a version never change: they are left out of fingerprints', () => {
  const golden = definitions.map(
    (definition) => `${definition.id} v${definition.version} ${canonical(defaultsOf(definition))}`,
  )
  expect(golden.join('\n')).toMatchSnapshot()
})

test('every model belongs to a provider and has an executor that loads', async () => {
  for (const { id } of models) {
    expect(catalog.providers.has(id.slice(0, id.indexOf('/')))).toBe(true)
    const { executor } = await executors[id]()
    expect('run' in executor || 'submit' in executor).toBe(true)
  }
  expect(Object.keys(executors).toSorted()).toEqual(models.map(({ id }) => id).toSorted())
  expect(providers.every(({ builtIn, prices }) => builtIn || prices !== undefined)).toBe(true)
})

test('every provider that needs an account says what it takes and where a key is made, and can be tested for nothing', async () => {
  for (const { id, builtIn, account } of catalog.providers.values()) {
    expect([id, account === undefined]).toEqual([id, builtIn])
    if (!account) continue
    expect(account.keysUrl).toMatch(/^https:/)
    expect(new Set(account.fields.map(({ name }) => name)).size).toBe(account.fields.length)
    expect(account.baseUrl ?? 'https://').toMatch(/^https?:.*[^/]$|^https:\/\/$/)
    const { checkAccount } =
      (await own<(typeof accountChecks)[keyof typeof accountChecks]>(accountChecks, id)?.()) ?? {}
    expect([id, typeof checkAccount]).toEqual([id, 'function'])
  }
})

test('what is offered in the place of services without an API can be chosen, and one of each works without a key', () => {
  for (const { title, instead } of withoutApi) {
    expect([title, instead.filter((id) => !catalog.models.has(id))]).toEqual([title, []])
    expect([title, instead.some((id) => id.startsWith('draft/'))]).toEqual([title, true])
  }
})

test('every model that works from words has three good ones to start from, its own or those of its kind', () => {
  const short = models.filter((model) => {
    const wordy = ['prompt', 'script'].some((name) => portsOf(model).inputs[name]?.typed)
    const kind = kinds.find((each: NodeDefinition) => each.model?.makes === model.makes)
    const examples = 'examples' in model ? model.examples : undefined
    return wordy && new Set(examples ?? (kind && 'help' in kind ? kind.help.examples : [])).size < 3
  })
  expect(short.map(({ id }) => id)).toEqual([])
})

test('an empty script makes no call: every model that speaks has a rule against it', () => {
  const speaking = models.filter((model) => portsOf(model).inputs['script'])
  expect(speaking.length).toBeGreaterThan(3)
  const silent = (model: ModelDefinition, script: string): boolean =>
    (model.problems?.({ params: model.params.parse({}), inputs: { script } }) ?? []).length > 0
  expect(speaking.filter((model) => !silent(model, '') || !silent(model, ' \n\t')).map(({ id }) => id)).toEqual([])
})

test('what can be added to a prompt is named once, and like no parameter of a model that is offered it', () => {
  for (const kind of kinds as readonly NodeDefinition[]) {
    for (const { name, unless, options } of kind.help?.choices ?? []) {
      expect(new Set(options.map(({ id }) => id)).size).toBe(options.length)
      const clashing = models.filter(
        ({ makes, params }) => makes === kind.model?.makes && name in params.shape && !(unless in params.shape),
      )
      expect([name, clashing.map(({ id }) => id)]).toEqual([name, []])
    }
  }
})

test('no field of an account is called as what is saved beside its fields', () => {
  const taken = new Set(Object.keys(saveKey.body.shape).filter((name) => name !== 'key'))
  const fields = providers.flatMap((provider) => ('account' in provider ? (provider.account?.fields ?? []) : []))
  expect(fields.length).toBeGreaterThan(8)
  expect(fields.map(({ name }) => name).filter((name) => taken.has(name))).toEqual([])
})

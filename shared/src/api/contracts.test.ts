import { expect, test } from 'vitest'
import * as api from './index.ts'

const contracts = Object.entries(api).flatMap(([name, value]) =>
  typeof value === 'object' && 'method' in value && 'path' in value ? [{ ...value, name }] : [],
)

test('every route has one contract', () => {
  const routes = contracts.map(({ method, path }) => `${method} ${path}`)
  expect(routes.length).toBeGreaterThan(20)
  expect(new Set(routes).size).toBe(routes.length)
})

test.each(contracts)('$name takes exactly the parameters that its path names', ({ path, params }) => {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
  const missing = new Set(params.safeParse({}).error?.issues.map((issue) => String(issue.path[0])))
  expect(missing).toEqual(new Set(names))
})

import { expect, test } from 'vitest'
import { parseRoute, pathTo } from './route.ts'

test('every page has its address', () => {
  expect(parseRoute(pathTo.home)).toEqual({ page: 'home' })
  expect(parseRoute(pathTo.projects)).toEqual({ page: 'projects' })
  for (const page of ['templates', 'costs', 'storage', 'settings', 'keys'] as const)
    expect(parseRoute(pathTo[page])).toEqual({ page })
  expect(parseRoute('/templates/')).toEqual({ page: 'templates' })
  expect(parseRoute(pathTo.project('aB3'))).toEqual({ page: 'project', id: 'aB3' })
})

test('anything else is missing, not guessed', () => {
  for (const path of ['/p', '/p/a/b', '/p/..', '/p/a b', '/projects/x', '/settings/x', '/setting'])
    expect(parseRoute(path)).toEqual({ page: 'missing' })
})

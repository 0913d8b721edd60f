import type { AccountState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { savedOpenly, wishedFields } from './field-drafts.ts'

const key = { name: 'key', title: 'API key', secret: true, optional: true, env: [] }
const project = { name: 'project', title: 'Project', secret: false, optional: true, env: [] }
const account: { readonly fields: AccountState['fields'] } = {
  fields: [
    { name: 'key', source: 'saved', hint: 'cdef' },
    { name: 'project', source: 'saved', hint: 'proj_1' },
  ],
}
const wished = (drafts: Readonly<Record<string, string | null>>) =>
  wishedFields({ fields: [key, project] }, account, drafts)

test('a saved value that is no secret stands in its field, and a secret never does', () => {
  expect([
    savedOpenly(project, { name: 'project', source: 'saved', hint: 'proj_1' }),
    savedOpenly(key, { name: 'key', source: 'saved', hint: 'cdef' }),
  ]).toEqual(['proj_1', ''])
  expect(savedOpenly(project, { name: 'project', source: 'none' })).toBe('')
})

test('only what is changed is asked for', () => {
  expect(wished({})).toEqual({})
  expect(wished({ project: 'proj_1', key: '' })).toEqual({})
  expect(wished({ project: 'proj_2', key: 'another' })).toEqual({ project: 'proj_2', key: 'another' })
})

test('a field that is emptied takes away what is saved, and so does a secret that is to be removed', () => {
  expect(wished({ project: '' })).toEqual({ project: null })
  expect(wished({ key: null })).toEqual({ key: null })
  expect(wishedFields({ fields: [project] }, undefined, { project: '' })).toEqual({})
})

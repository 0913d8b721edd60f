import { expect, test } from 'vitest'
import { showField } from '../remedy/show-field.ts'
import { createSession, select } from './session-store.ts'

test('who is led to a field and goes to another step is not led there when they come back', () => {
  const session = createSession()
  showField({ session }, 'shot', 'seconds')
  const focus = { node: 'shot', field: 'seconds' }
  expect(session.getState()).toMatchObject({ inspector: true, focus })
  select(session, ['shot', 'voice'])
  expect(session.getState().focus).toEqual(focus)
  select(session, ['voice'])
  select(session, ['shot'])
  expect(session.getState().focus).toBeUndefined()
})

test('who is led from one step to another arrives', () => {
  const session = createSession()
  showField({ session }, 'shot', 'seconds')
  showField({ session }, 'voice', undefined)
  expect(session.getState().focus).toEqual({ node: 'voice', field: undefined })
})

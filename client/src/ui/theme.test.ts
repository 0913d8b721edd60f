import { expect, test } from 'vitest'
import { isThemeChoice, themeOf } from './theme.ts'

test('a chosen theme ignores the system', () => {
  expect(themeOf('dark', true)).toBe('dark')
  expect(themeOf('light', false)).toBe('light')
})

test('the choice "system" follows the system', () => {
  expect(themeOf('system', true)).toBe('light')
  expect(themeOf('system', false)).toBe('dark')
})

test('anything else that was stored is not a choice', () => {
  expect(['dark', 'light', 'system'].every(isThemeChoice)).toBe(true)
  expect([undefined, null, '', 'Dark', 3].some(isThemeChoice)).toBe(false)
})

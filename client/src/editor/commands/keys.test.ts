import { expect, test } from 'vitest'
import { pressed } from './keys.ts'

const press = (key: string, code: string, held: readonly string[] = []) => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
})

test('Mod is Control, and Command on a Mac', () => {
  expect(pressed('Mod+D', press('d', 'KeyD', ['ctrl']), 'other')).toBe(true)
  expect(pressed('Mod+D', press('d', 'KeyD', ['meta']), 'mac')).toBe(true)
  expect(pressed('Mod+D', press('d', 'KeyD', ['ctrl']), 'mac')).toBe(false)
})

test('modifiers that are not named must not be held', () => {
  expect(pressed('B', press('b', 'KeyB'), 'other')).toBe(true)
  expect(pressed('B', press('b', 'KeyB', ['ctrl']), 'other')).toBe(false)
  expect(pressed('Mod+G', press('G', 'KeyG', ['ctrl', 'shift']), 'other')).toBe(false)
  expect(pressed('Mod+Shift+G', press('G', 'KeyG', ['ctrl', 'shift']), 'other')).toBe(true)
})

test('a digit goes by its key, whatever Shift makes of it', () => {
  expect(pressed('Shift+1', press('!', 'Digit1', ['shift']), 'other')).toBe(true)
})

test('the question mark is what is printed, wherever it lies', () => {
  expect(pressed('?', press('?', 'Minus', ['shift']), 'other')).toBe(true)
})

test('a letter is found where Alt makes it print something else', () => {
  expect(pressed('Alt+C', press('ç', 'KeyC', ['alt']), 'mac')).toBe(true)
})

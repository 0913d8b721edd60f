import { expect, test } from 'vitest'
import { shortcutKeys, shortcutText } from './shortcut.ts'

test('keys are written as they are on the keyboard', () => {
  expect(shortcutText('Mod+Shift+L', 'mac')).toBe('⌘⇧L')
  expect(shortcutText('Mod+Shift+L', 'other')).toBe('Ctrl+Shift+L')
  expect(shortcutText('Shift+ArrowLeft', 'other')).toBe('Shift+←')
  expect(shortcutText('b', 'other')).toBe('B')
})

test('plus is a key too', () => {
  expect(shortcutKeys('Mod++', 'other')).toEqual(['Ctrl', '+'])
})

import { platform, type Platform } from '../../lib/shortcut.ts'

interface Pressed {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const CODES: Readonly<Record<string, string>> = {
  '.': 'Period',
  '/': 'Slash',
  '=': 'Equal',
  '-': 'Minus',
  '0': 'Digit0',
  '1': 'Digit1',
  '2': 'Digit2',
}

/** Whether a key press is what `Mod+Shift+L` stands for. Letters go by what they print, so that other layouts work. */
export const pressed = (shortcut: string, event: Pressed, on: Platform = platform()): boolean => {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  const mod = parts.includes('Mod')
  if ((on === 'mac' ? event.metaKey : event.ctrlKey) !== mod) return false
  if (on === 'mac' ? event.ctrlKey : event.metaKey) return false
  if (event.altKey !== parts.includes('Alt')) return false
  // What needs Shift to be typed at all names no Shift.
  if (key === '?') return event.key === '?'
  if (event.shiftKey !== parts.includes('Shift')) return false
  if (CODES[key] !== undefined) return event.code === CODES[key]
  // With Alt or Shift a letter key may print something else.
  if (key.length === 1) return event.key.toLowerCase() === key.toLowerCase() || event.code === `Key${key.toUpperCase()}`
  return event.key === key
}

/** Whether somebody is typing there: keys are theirs. */
export const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('.nokey, [role=dialog], [role=menu], [role=listbox][data-keys]'))
    return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

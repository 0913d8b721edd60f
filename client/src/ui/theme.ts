import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'dark' | 'light' | 'system'
export type Theme = 'dark' | 'light'

const key = 'reelgraph.theme'
const changed = new EventTarget()

export const isThemeChoice = (value: unknown): value is ThemeChoice =>
  value === 'dark' || value === 'light' || value === 'system'

/** What is drawn for a choice, given what the system prefers. */
export const themeOf = (choice: ThemeChoice, systemIsLight: boolean): Theme => {
  if (choice !== 'system') return choice
  return systemIsLight ? 'light' : 'dark'
}

const systemIsLight = () => matchMedia('(prefers-color-scheme: light)')

export function getThemeChoice(): ThemeChoice {
  const shown = document.documentElement.dataset.theme
  return isThemeChoice(shown) ? shown : 'system'
}

/** Applied at once, remembered for the next visit. */
export function setThemeChoice(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = choice
  try {
    localStorage.setItem(key, choice)
  } catch {
    // A page that may not store keeps the choice until it is closed.
  }
  changed.dispatchEvent(new Event('change'))
}

export const getTheme = (): Theme => themeOf(getThemeChoice(), systemIsLight().matches)

/** Called whenever what is drawn may have changed, by choice or by the system. */
export function watchTheme(listener: () => void): () => void {
  const system = systemIsLight()
  changed.addEventListener('change', listener)
  system.addEventListener('change', listener)
  return () => {
    changed.removeEventListener('change', listener)
    system.removeEventListener('change', listener)
  }
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(watchTheme, getThemeChoice)
export const useTheme = (): Theme => useSyncExternalStore(watchTheme, getTheme)

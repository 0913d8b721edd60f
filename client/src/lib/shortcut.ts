export type Platform = 'mac' | 'other'

export const platform = (): Platform =>
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform) ? 'mac' : 'other'

const names: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
  mac: { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Enter: '↩', Delete: '⌫', Backspace: '⌫' },
  other: { Mod: 'Ctrl', Delete: 'Del', Backspace: '⌫' },
}
const arrows: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/** The keys of `Mod+Shift+L` as they are written on this keyboard: `⌘ ⇧ L`, `Ctrl Shift L`. */
export function shortcutKeys(shortcut: string, on: Platform = platform()): readonly string[] {
  // `Mod++` is Mod and the plus key.
  const parts = shortcut.endsWith('++') ? [...shortcut.slice(0, -2).split('+'), '+'] : shortcut.split('+')
  return parts.map((part) => names[on][part] ?? arrows[part] ?? (part.length === 1 ? part.toUpperCase() : part))
}

/** As one word, for tooltips and spoken text: `⌘⇧L`, `Ctrl+Shift+L`. */
export const shortcutText = (shortcut: string, on: Platform = platform()): string =>
  shortcutKeys(shortcut, on).join(on === 'mac' ? '' : '+')

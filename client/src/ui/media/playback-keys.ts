import type { KeyboardEvent } from 'react'
import type { Playback } from './use-playback.ts'

/**
 * The keys of an editing table: J K L, Space, arrows and comma/full stop for frames, with Shift for seconds, Home, End, M.
 * Gives whether the key was one of them.
 */
export function playbackKey(event: KeyboardEvent, playback: Playback): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false
  const step = (direction: 1 | -1) =>
    event.shiftKey ? playback.seek(playback.seconds + direction) : playback.step(direction)
  const moves: Readonly<Record<string, () => void>> = {
    ' ': playback.toggle,
    k: playback.toggle,
    j: () => playback.shuttle(-1),
    l: () => playback.shuttle(1),
    m: () => playback.setMuted(!playback.muted),
    arrowleft: () => step(-1),
    arrowright: () => step(1),
    ',': () => playback.step(-1),
    '.': () => playback.step(1),
    home: () => playback.seek(0),
    end: () => playback.seek(playback.duration),
  }
  const move = moves[event.key.toLowerCase()]
  if (!move) return false
  event.preventDefault()
  event.stopPropagation()
  move()
  return true
}

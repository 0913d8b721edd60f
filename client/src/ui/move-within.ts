import type { KeyboardEvent } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** Arrow keys, Home and End inside a group: moves the focus, round and round, and gives the element it moved to. */
export function moveWithin(event: KeyboardEvent<HTMLElement>, selector: string): HTMLElement | undefined {
  const step = steps[event.key]
  if (step === undefined && event.key !== 'Home' && event.key !== 'End') return
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(`${selector}:not(:disabled)`)]
  const from = all.findIndex((element) => element.contains(document.activeElement))
  const to =
    event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : Math.max(from, step === -1 ? 0 : -1) + (step ?? 0)
  const target = all[(to + all.length) % all.length]
  if (!target) return
  event.preventDefault()
  event.stopPropagation()
  target.focus()
  return target
}

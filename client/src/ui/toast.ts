export interface ToastOptions {
  readonly text: string
  readonly tone?: 'plain' | 'ok' | 'bad'
  readonly action?: { readonly label: string; onAction(): void }
  /** How long it stays; it waits while pointed at or focused. `Infinity` stays until it is closed. */
  readonly seconds?: number
}

export interface ShownToast extends ToastOptions {
  readonly id: number
}

const most = 4
let toasts: readonly ShownToast[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly ShownToast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a notice and gives its id. The oldest leaves when there are too many. */
export function toast(options: ToastOptions): number {
  last += 1
  set([...toasts, { ...options, id: last }].slice(-most))
  return last
}

export function dismissToast(id: number): void {
  set(toasts.filter((shown) => shown.id !== id))
}

export const shownToasts = (): readonly ShownToast[] => toasts

export function watchToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

type Listener = (message: Announcement) => void
export interface Announcement {
  readonly text: string
  readonly urgency: 'polite' | 'assertive'
}
const listeners = new Set<Listener>()

/** Says something to screen readers; nothing is drawn. */
export function announce(text: string, urgency: Announcement['urgency'] = 'polite'): void {
  for (const listener of listeners) listener({ text, urgency })
}

export function onAnnounce(listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

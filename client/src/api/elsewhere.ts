const NAME = 'reelgraph: what every project depends on'

/** Tells the other tabs of this browser that something has changed that no document says: a key, a limit, what was approved. */
export const tellElsewhere = (): void => {
  const channel = new BroadcastChannel(NAME)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it is of this origin
  channel.postMessage(null)
  channel.close()
}

/** Calls back when such a thing may have changed: in another tab, or in another browser while nobody looked here. */
export const watchElsewhere = (listener: () => void): (() => void) => {
  const channel = new BroadcastChannel(NAME)
  channel.addEventListener('message', listener)
  window.addEventListener('focus', listener)
  return () => {
    channel.close()
    window.removeEventListener('focus', listener)
  }
}

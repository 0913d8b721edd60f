/** Loads at once, and again whenever the page is looked at after a while elsewhere. @returns a function that ends it. */
export const refreshing = (load: () => Promise<void>): (() => void) => {
  void load()
  const looked = () => {
    if (document.visibilityState === 'visible') void load()
  }
  document.addEventListener('visibilitychange', looked)
  return () => document.removeEventListener('visibilitychange', looked)
}

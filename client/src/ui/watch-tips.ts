export interface ShownTip {
  readonly label: string
  readonly shortcut: string | undefined
  readonly side: string | undefined
  readonly anchor: DOMRect
}

const delay = 450
/** So soon after one tip the next comes at once. */
const warm = 300

/** Tells which tip to show, by pointer after a moment and by keyboard focus at once. Gives the way to stop. */
export function watchTips(show: (tip: ShownTip | undefined) => void): () => void {
  let current: Element | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let visible = false
  let hiddenAt = -Infinity

  const hide = () => {
    clearTimeout(timer)
    current = undefined
    if (!visible) return
    visible = false
    hiddenAt = performance.now()
    show(undefined)
  }
  const reveal = (element: HTMLElement) => {
    // A wrapper that is not drawn has no place of its own.
    const drawn = getComputedStyle(element).display === 'contents' ? element.firstElementChild : element
    if (!drawn?.isConnected) return
    visible = true
    const { tip = '', tipKeys, tipSide } = element.dataset
    show({ label: tip, shortcut: tipKeys, side: tipSide, anchor: drawn.getBoundingClientRect() })
  }
  const consider = (target: EventTarget | null, wait: number) => {
    const found = target instanceof Element ? target.closest('[data-tip]') : undefined
    if (found === current) return
    hide()
    if (!(found instanceof HTMLElement) || found.querySelector('[aria-expanded=true]')) return
    if (found.getAttribute('aria-expanded') === 'true') return
    current = found
    timer = setTimeout(() => reveal(found), performance.now() - hiddenAt < warm ? 0 : wait)
  }
  const onOver = (event: PointerEvent) => event.pointerType !== 'touch' && consider(event.target, delay)
  const onFocus = (event: FocusEvent) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) consider(event.target, 0)
  }
  const onKey = (event: KeyboardEvent) => event.key !== 'Tab' && hide()

  const listening = new AbortController()
  const options = { capture: true, passive: true, signal: listening.signal }
  document.addEventListener('pointerover', onOver, options)
  document.addEventListener('focusin', onFocus, options)
  document.addEventListener('keydown', onKey, options)
  for (const name of ['pointerdown', 'focusout', 'wheel', 'scroll'] as const)
    document.addEventListener(name, hide, options)
  document.documentElement.addEventListener('pointerleave', hide, { signal: listening.signal })
  return () => {
    hide()
    listening.abort()
  }
}

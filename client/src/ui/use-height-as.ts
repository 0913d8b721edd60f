import { useCallback, type RefCallback } from 'react'

/** Keeps the height of an element in a custom property of the page, for what has to make room for it; nothing where it is gone. */
export const useHeightAs = (name: `--${string}`): RefCallback<HTMLElement> =>
  useCallback(
    (element) => {
      if (!element) return
      const { style } = document.documentElement
      const observer = new ResizeObserver(() => style.setProperty(name, `${element.offsetHeight}px`))
      observer.observe(element)
      return () => {
        observer.disconnect()
        style.removeProperty(name)
      }
    },
    [name],
  )

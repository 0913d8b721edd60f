import { useState } from 'react'

/** Props for an overlay: when it closes, what had the focus when it opened has it again. */
export function useFocusBack(): { onCloseAutoFocus(event: Event): void } {
  const [before] = useState(() => document.activeElement)
  return {
    onCloseAutoFocus: (event) => {
      event.preventDefault()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
  }
}

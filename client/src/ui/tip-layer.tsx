import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'
import styles from './overlay.module.css'
import { placeTip } from './place-tip.ts'
import { watchTips, type ShownTip } from './watch-tips.ts'

/** Where tooltips appear. Once in the app. */
export function TipLayer() {
  const [tip, setTip] = useState<ShownTip>()
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => watchTips(setTip), [])
  useLayoutEffect(() => {
    const element = bubble.current
    if (!tip || !element) return
    const { left, top } = placeTip({
      anchor: tip.anchor,
      size: { width: element.offsetWidth, height: element.offsetHeight },
      window: { width: innerWidth, height: innerHeight },
      side: tip.side,
    })
    element.style.left = `${left}px`
    element.style.top = `${top}px`
  }, [tip])
  if (!tip) return
  return createPortal(
    <div ref={bubble} role="tooltip" className={styles.tip}>
      {tip.label}
      {tip.shortcut !== undefined && <Kbd keys={tip.shortcut} />}
    </div>,
    document.body,
  )
}

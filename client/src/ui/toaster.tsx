import { useEffect, useState, useSyncExternalStore } from 'react'
import X from 'lucide-react/icons/x'
import { classes } from '../lib/classes.ts'
import { dismissToast, shownToasts, watchToasts, type ShownToast } from './toast.ts'
import styles from './toaster.module.css'
import { useHeightAs } from './use-height-as.ts'

/** Where notices appear. Once in the app. */
export function Toaster() {
  const toasts = useSyncExternalStore(watchToasts, shownToasts)
  const height = useHeightAs('--notices-height')
  return (
    <div ref={height} className={styles.stack} data-notices="" role="region" aria-label="Notices">
      {toasts.map((shown) => (
        <Notice key={shown.id} shown={shown} />
      ))}
    </div>
  )
}

function Notice({ shown }: { readonly shown: ShownToast }) {
  const { id, text, tone = 'plain', action, seconds = action ? 8 : 5 } = shown
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || !Number.isFinite(seconds)) return
    const timer = setTimeout(() => dismissToast(id), seconds * 1000)
    return () => clearTimeout(timer)
  }, [held, id, seconds])
  const act = () => {
    dismissToast(id)
    action?.onAction()
  }
  return (
    <div
      className={styles.toast}
      role={tone === 'bad' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {tone !== 'plain' && <span className={classes(styles.mark, styles[tone])} />}
      <span className={styles.text}>{text}</span>
      {action && (
        <button type="button" className={styles.action} onClick={act}>
          {action.label}
        </button>
      )}
      <button type="button" className={styles.close} aria-label="Dismiss" onClick={() => dismissToast(id)}>
        <X />
      </button>
    </div>
  )
}

import { useEffect, useState } from 'react'
import { Logo } from '../ui/logo.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import styles from './loading.module.css'

// What comes at once needs no sign that it comes.
const patienceMs = 300

export function Loading() {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles.page} aria-busy="true">
      {late && (
        <div className={styles.box}>
          <Logo size={32} />
          <ProgressBar label="Loading" />
        </div>
      )}
    </div>
  )
}

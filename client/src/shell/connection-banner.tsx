import { useEffect, useState } from 'react'
import { socket, useConnection } from '../api/live.ts'
import { Button } from '../ui/button.tsx'
import styles from './connection-banner.module.css'

// A server that restarts is back sooner than anybody could read this.
const patienceMs = 1200

/** Says that the server is away, for as long as it is. */
export function ConnectionBanner() {
  return useConnection() === 'open' ? null : <Banner />
}

function Banner() {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className={styles.banner} role="alert">
      <span className={styles.mark} />
      <span className={styles.text}>
        <strong>The server does not answer.</strong> Nothing that was saved or finished is lost; this page goes on by
        itself when it is back.
      </span>
      <Button size="small" onClick={socket.hurry}>
        Try now
      </Button>
    </div>
  )
}

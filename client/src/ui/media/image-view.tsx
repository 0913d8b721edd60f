import { useState } from 'react'
import { classes } from '../../lib/classes.ts'
import styles from './media.module.css'

interface ImageViewProps {
  readonly src: string
  /** What can be seen. An empty text for a picture that only decorates. */
  readonly alt: string
  readonly fit?: 'contain' | 'cover'
  readonly className?: string
}

/** Fades in when it is there, and says so when it cannot be shown. */
export function ImageView({ src, alt, fit = 'cover', className }: ImageViewProps) {
  const [state, setState] = useState<{ readonly src: string; readonly is: 'shown' | 'broken' }>()
  const is = state?.src === src ? state.is : 'loading'
  if (is === 'broken') return <div className={classes(styles.broken, className)}>This picture cannot be shown</div>
  return (
    <img
      // A picture from the cache may be complete before anybody listens.
      ref={(image) => {
        if (image?.complete && image.naturalWidth > 0 && is === 'loading') setState({ src, is: 'shown' })
      }}
      className={classes(styles.image, styles[fit], is === 'shown' && styles.shown, className)}
      src={src}
      alt={alt}
      draggable={false}
      decoding="async"
      onLoad={() => setState({ src, is: 'shown' })}
      onError={() => setState({ src, is: 'broken' })}
    />
  )
}

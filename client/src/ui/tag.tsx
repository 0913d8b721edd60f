import type { ReactNode } from 'react'
import { classes } from '../lib/classes.ts'
import styles from './tag.module.css'

interface TagProps {
  /** `media` stands on a picture, whatever its colours. */
  readonly tone?: 'plain' | 'media' | 'accent' | 'ok' | 'warn' | 'bad'
  readonly children: ReactNode
}

export const Tag = ({ tone = 'plain', children }: TagProps) => (
  <span className={classes(styles.tag, styles[tone])}>{children}</span>
)

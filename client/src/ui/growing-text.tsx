import type { ComponentProps } from 'react'
import { classes } from '../lib/classes.ts'
import styles from './growing-text.module.css'

/** A field for words that is as high as they are, up to a part of the screen; `--least` is its height without any. */
export const GrowingText = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea {...rest} className={classes(styles.text, className)} />
)

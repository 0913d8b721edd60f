import type { ComponentType } from 'react'
import AudioLines from 'lucide-react/icons/audio-lines'
import Braces from 'lucide-react/icons/braces'
import Film from 'lucide-react/icons/film'
import Hash from 'lucide-react/icons/hash'
import ImageIcon from 'lucide-react/icons/image'
import TypeIcon from 'lucide-react/icons/type'
import Video from 'lucide-react/icons/video'
import { classes } from '../lib/classes.ts'
import styles from './type-chip.module.css'

export type Made = 'text' | 'image' | 'video' | 'audio' | 'film' | 'data' | 'number'

const icons: Readonly<Record<Made, ComponentType>> = {
  text: TypeIcon,
  image: ImageIcon,
  video: Video,
  audio: AudioLines,
  film: Film,
  data: Braces,
  number: Hash,
}

interface TypeChipProps {
  readonly makes: Made
  readonly size?: 'small' | 'medium' | 'large'
}

/** The small square at the head of a card, in the colour of what the node makes. */
export function TypeChip({ makes, size = 'medium' }: TypeChipProps) {
  const Icon = icons[makes]
  return (
    <span className={classes(styles.chip, styles[size], styles[makes])} aria-hidden="true">
      <Icon />
    </span>
  )
}

import type { ReactElement } from 'react'
import type { PortType } from '@reelgraph/shared'

interface PortShapeProps {
  readonly type: PortType
  /** Filled when connected, hollow when not. */
  readonly connected?: boolean
  /** Edge in px, outline included. */
  readonly size?: number
}

/** A form of its own for each type, so that nobody needs the colour. Drawn in a box of 12, of like visual weight. */
const shapes: Readonly<Record<PortType, ReactElement>> = {
  text: <circle cx="6" cy="6" r="4.4" />,
  image: <rect x="1.9" y="1.9" width="8.2" height="8.2" rx="1" />,
  video: <path d="M2.4 1.7 10.6 6 2.4 10.3Z" />,
  audio: <path d="M6 .9 11.1 6 6 11.1.9 6Z" />,
  data: <path d="M6 .9 10.5 3.4v5.2L6 11.1 1.5 8.6V3.4Z" />,
  number: <circle cx="6" cy="6" r="4" />,
}

export function PortShape({ type, connected = false, size = 12 }: PortShapeProps) {
  const colour = `var(--type-${type})`
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill={connected ? colour : 'var(--card)'}
      stroke={colour}
      strokeWidth="1.6"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[type]}
      {type === 'number' && connected && <circle cx="6" cy="6" r="1.7" fill="var(--card)" stroke="none" />}
    </svg>
  )
}

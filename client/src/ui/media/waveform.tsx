import { useEffect, useRef } from 'react'
import { useTheme } from '../theme.ts'
import { waveformBars } from './waveform-bars.ts'
import styles from './audio.module.css'

interface WaveformProps {
  /** Loudness over the whole length, from 0 to 1, evenly spaced. */
  readonly peaks: readonly number[]
  /** How much has been played, from 0 to 1; without it all is in full colour. */
  readonly played?: number | undefined
}

const bar = 2
const gap = 1.5

/** Only a drawing: the player around it says and does the rest. */
export function Waveform({ peaks, played }: WaveformProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const draw = useRef<() => void>(undefined)
  useEffect(() => {
    draw.current = () => canvas.current && drawBars({ element: canvas.current, peaks, played })
    draw.current()
  }, [peaks, played, theme])
  useEffect(() => {
    if (!canvas.current) return
    const resized = new ResizeObserver(() => draw.current?.())
    resized.observe(canvas.current)
    return () => resized.disconnect()
  }, [])
  return <canvas ref={canvas} className={styles.waveform} aria-hidden="true" />
}

interface Drawing {
  readonly element: HTMLCanvasElement
  readonly peaks: readonly number[]
  readonly played: number | undefined
}

function drawBars({ element, peaks, played }: Drawing): void {
  const context = element.getContext('2d')
  const { clientWidth: width, clientHeight: height } = element
  if (!context || width === 0) return
  const scale = devicePixelRatio
  element.width = Math.round(width * scale)
  element.height = Math.round(height * scale)
  context.scale(scale, scale)
  context.fillStyle = getComputedStyle(element).color
  const bars = waveformBars(peaks, Math.floor((width + gap) / (bar + gap)))
  bars.forEach((loudness, position) => {
    const tall = Math.max(bar, loudness * height)
    const left = position * (bar + gap)
    context.globalAlpha = played === undefined || left < played * width ? 1 : 0.42
    context.beginPath()
    context.roundRect(left, (height - tall) / 2, bar, tall, bar / 2)
    context.fill()
  })
}

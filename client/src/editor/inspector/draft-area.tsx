import { useEffect, useLayoutEffect, useRef } from 'react'

interface DraftAreaProps {
  readonly value: string
  readonly label: string
  readonly placeholder?: string | undefined
  readonly className?: string | undefined
  readonly disabled?: boolean
  readonly id?: string
  readonly autoFocus?: boolean
  onInput(value: string): void
  /** The field was left. */
  onDone(): void
}

const MOST_FRAMES = 30

/** A text area as high as its text, whose keys stay its own: native undo while typing, Escape leaves it. */
export function DraftArea({
  value,
  label,
  placeholder,
  className,
  disabled,
  id,
  autoFocus,
  onInput,
  onDone,
}: DraftAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = area.current
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [value])
  useEffect(() => {
    if (!autoFocus) return
    // A node that was just added is hidden until it is measured, and what is hidden takes no focus.
    let frame = 0
    const take = (tries: number) => {
      area.current?.focus({ preventScroll: true })
      if (document.activeElement !== area.current && tries > 0) frame = requestAnimationFrame(() => take(tries - 1))
    }
    take(MOST_FRAMES)
    return () => cancelAnimationFrame(frame)
  }, [autoFocus])
  return (
    <textarea
      ref={area}
      id={id}
      className={className}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      disabled={disabled}
      rows={1}
      spellCheck={false}
      onChange={(event) => onInput(event.target.value)}
      onBlur={(event) => {
        // A long text is read from its beginning again.
        event.currentTarget.scrollTop = 0
        onDone()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.currentTarget.blur()
      }}
    />
  )
}

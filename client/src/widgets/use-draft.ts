import { useRef, useState } from 'react'
import type { WidgetProps } from './widget.ts'

type DraftProps = Pick<WidgetProps<'text' | 'textarea'>, 'field' | 'value' | 'onInput' | 'onCommit' | 'onProblem'>

/** Text while it is written: live to those who listen, committed once, taken back with Escape. */
export function useDraft({ field, value, onInput, onCommit, onProblem }: DraftProps) {
  const [draft, setDraft] = useState<string>()
  const before = useRef(value)
  const write = (text: string) => {
    if (draft === undefined) before.current = value
    setDraft(text)
    onInput(text)
  }
  const commit = () => {
    if (draft === undefined) return
    // An emptied field that may be empty is not set at all.
    const empty = draft === '' && field.optional && field.fallback === undefined
    if (onCommit(empty ? undefined : draft)) setDraft(undefined)
  }
  const revert = () => {
    if (draft === undefined) return
    setDraft(undefined)
    onProblem(undefined)
    if (before.current !== value) onCommit(before.current)
  }
  const text = draft ?? (typeof value === 'string' ? value : '')
  return { text, write, commit, revert }
}

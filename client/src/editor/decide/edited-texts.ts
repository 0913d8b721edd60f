import type { Outputs, OutputPorts, Value } from '@reelgraph/shared'
import { portTitle } from '@reelgraph/shared'

export interface TextRow {
  /** Of a list item; it stays with its text, so that nothing else of the list is made again. */
  readonly key: string
  readonly text: string
}

/** The texts of one output, to be changed. */
export interface TextDraft {
  readonly port: string
  readonly title: string
  readonly list: boolean
  readonly rows: readonly TextRow[]
}

const isText = (value: Value): value is string => typeof value === 'string'

/** Every output that is a text or a list of texts; what else a step gave stays as it is. */
export const textDrafts = (outputs: Outputs, ports: OutputPorts): readonly TextDraft[] =>
  Object.entries(outputs).flatMap(([port, output]): TextDraft[] => {
    const title = portTitle(port, ports[port])
    if (ports[port]?.type !== 'text') return []
    if ('value' in output)
      return isText(output.value) ? [{ port, title, list: false, rows: [{ key: '', text: output.value }] }] : []
    const rows = output.items.flatMap(({ key, value }) => (isText(value) ? [{ key, text: value }] : []))
    return rows.length === output.items.length ? [{ port, title, list: true, rows }] : []
  })

export const withText = (draft: TextDraft, key: string, text: string): TextDraft => ({
  ...draft,
  rows: draft.rows.map((row) => (row.key === key ? { ...row, text } : row)),
})

export const without = (draft: TextDraft, key: string): TextDraft => ({
  ...draft,
  rows: draft.rows.filter((row) => row.key !== key),
})

/** One more at the end, under a key that no other has. */
export const withRow = (draft: TextDraft): TextDraft => {
  const taken = new Set(draft.rows.map((row) => row.key))
  let number = draft.rows.length + 1
  while (taken.has(`added ${number}`)) number += 1
  return { ...draft, rows: [...draft.rows, { key: `added ${number}`, text: '' }] }
}

/** Why these cannot be what the step gave; nothing where they can. */
export const draftProblem = (drafts: readonly TextDraft[]): string | undefined => {
  for (const draft of drafts) {
    if (draft.rows.length === 0) return 'A list needs at least one text.'
    if (draft.rows.some((row) => row.text.trim() === '')) return 'A text is empty. Write it, or remove it.'
  }
  return undefined
}

export const editedOutputs = (outputs: Outputs, drafts: readonly TextDraft[]): Outputs => ({
  ...outputs,
  ...Object.fromEntries(
    drafts.map(({ port, list, rows }) => [
      port,
      list ? { items: rows.map(({ key, text }) => ({ key, value: text })) } : { value: rows[0]?.text ?? '' },
    ]),
  ),
})

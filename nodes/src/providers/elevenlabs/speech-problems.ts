import type { Problem } from '@reelgraph/shared'
import { isVoiceId } from './voices.ts'

/** An empty script makes no call. */
export const scriptProblems = (
  { title, most }: { readonly title: string; readonly most: number },
  script: string | undefined,
): readonly Problem[] => {
  if (script === undefined) return []
  if (script.trim() === '')
    return [{ message: 'the script is empty.', hint: 'Type what is to be said.', field: 'script' }]
  if (script.length <= most) return []
  const message = `the script has ${script.length.toLocaleString('en')} characters; ${title} takes ${most.toLocaleString('en')}.`
  return [{ message, hint: 'Split it over several Audio nodes.', field: 'script' }]
}

/** Of every row, whichever of them it has. */
interface Checked {
  readonly voiceId?: string
  readonly language?: string
  readonly pronunciation?: string
}

export const paramProblems = ({
  voiceId = '',
  language: code = '',
  pronunciation = '',
}: Checked): readonly Problem[] => {
  const problems: Problem[] = []
  if (voiceId.trim() !== '' && !isVoiceId(voiceId.trim()))
    problems.push({
      message: 'this is no voice ID.',
      hint: 'Copy it from the voice’s page at ElevenLabs, or leave it empty.',
      field: 'voiceId',
    })
  if (!/^([a-z]{2,3})?$/.test(code))
    problems.push({ message: 'this is no language.', hint: 'Two letters, such as en or de.', field: 'language' })
  if (!dictionariesIn(pronunciation))
    problems.push({
      message: 'these are no dictionaries.',
      hint: 'One a line, at most three, as ID:version.',
      field: 'pronunciation',
    })
  return problems
}

export interface Dictionary {
  readonly pronunciation_dictionary_id: string
  readonly version_id: string
}

/** Undefined where they cannot be read. */
export const dictionariesIn = (text: string): readonly Dictionary[] | undefined => {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const found = lines.flatMap((line) => {
    const [, id, version] = /^\s*([\w-]+)\s*:\s*([\w-]+)\s*$/.exec(line) ?? []
    return id !== undefined && version !== undefined ? [{ pronunciation_dictionary_id: id, version_id: version }] : []
  })
  return found.length === lines.length && found.length <= 3 ? found : undefined
}

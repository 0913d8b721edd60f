import type { ErrorBody } from '../errors.ts'
import type { Problem } from '../node/define.ts'

export const badParameter = (node: string, title: string, problem: Problem): ErrorBody => ({
  code: 'bad-parameter',
  node,
  ...problem,
  message: `“${title}”: ${problem.message}`,
})

interface MissingInput {
  readonly title: string
  readonly name: string
  readonly node: string
  readonly type: string
  readonly typed: boolean
  readonly many: boolean
  readonly label: string
}

const SOURCES: Readonly<Record<string, string>> = {
  text: 'a Text node',
  image: 'an Image node',
  video: 'a Video node',
  audio: 'an Audio node',
}

export const missingInput = (input: MissingInput): ErrorBody => {
  const source = SOURCES[input.type] ?? 'a node'
  const connect = `connect ${source} to its “${input.label}” port`
  const thing = input.label.toLowerCase()
  const article = /^[aeiou]/.test(thing) ? 'an' : 'a'
  return {
    code: 'missing-input',
    message: `“${input.title}” needs ${input.many ? thing : `${article} ${thing}`}.`,
    hint: input.typed ? `Type it in the inspector, or ${connect}.` : `${connect.replace(/^c/, 'C')}.`,
    node: input.node,
    field: input.name,
  }
}

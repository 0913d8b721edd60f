import { own } from '../json.ts'
import type { Node } from '../project/document.ts'
import type { InputPorts } from './ports.ts'

/** One of several things that can be added to a prompt by its name: a style, a move of the camera. */
export interface PromptChoice {
  /** Under which a node keeps the one that was chosen, among its parameters. */
  readonly name: string
  readonly title: string
  /** A parameter that says the same: a model that has it is not offered this. */
  readonly unless: string
  readonly options: readonly { readonly id: string; readonly label: string; readonly words: string }[]
}

/** How a kind helps with the words its models work from, whichever model that is. */
export interface PromptHelp {
  /** The text input that it is about. */
  readonly port: string
  readonly choices: readonly PromptChoice[]
  /** Whether what is added goes on with the sentence, or is one of its own. */
  readonly joins: 'words' | 'sentences'
  /** Of what sets a picture in motion: its input, and what is said where there are no words at all. */
  readonly picture?: { readonly port: string; readonly otherwise: string }
  /** Good prompts to start from, for models that name none. */
  readonly examples: readonly string[]
}

/** The help that one node has, with its model and what is chosen. */
export interface StepHelp extends Omit<PromptHelp, 'examples'> {
  /** What is added, in the order of the choices. */
  readonly additions: readonly string[]
}

/** Nothing where the model takes no such words. */
export const helpOf = (
  help: PromptHelp | undefined,
  { inputs, shape }: { readonly inputs: InputPorts; readonly shape: object },
  node: Node,
): StepHelp | undefined => {
  if (!help || own(inputs, help.port)?.type !== 'text') return undefined
  const choices = help.choices.filter(({ unless }) => !Object.hasOwn(shape, unless))
  const additions = choices.flatMap(({ name, options }) => {
    const chosen = own(node.params, name)
    return options.find(({ id }) => id === chosen)?.words ?? []
  })
  const { port, joins, picture } = help
  const sets = picture && own(inputs, picture.port) ? { picture } : {}
  return { port, joins, choices, additions, ...sets }
}

/** A piece of what is sent: what a person or a wire said, what the picture was made from, or what was added. */
export interface PromptPart {
  readonly from: 'said' | 'picture' | 'added'
  readonly text: string
}

export interface Said {
  /** Typed, or come by a wire. */
  readonly said: string | undefined
  /** Whether a picture to set in motion is connected, and the words it was made from where they are known. */
  readonly picture?: { readonly words: string | undefined } | undefined
}

/**
 * The prompt that is sent, in its pieces. The one place where it is put together: for the plan, for the request, for the
 * fingerprint and for what a person is shown. Without anything to add it is what was said, to the letter.
 */
export const composePrompt = (help: StepHelp, { said = '', picture }: Said): readonly PromptPart[] => {
  const { additions, joins } = help
  if (said.trim() !== '') return joined({ from: 'said', text: said }, additions, joins)
  if (!help.picture || !picture) return said === '' ? [] : [{ from: 'said', text: said }]
  const words = picture.words?.trim() ?? ''
  if (words !== '') return joined({ from: 'picture', text: words }, additions, joins)
  const added = additions.length > 0 ? additions : [help.picture.otherwise]
  return added.map((text, index) => ({ from: 'added', text: index === 0 ? text : ` ${text}` }))
}

const joined = (first: PromptPart, additions: readonly string[], joins: StepHelp['joins']): readonly PromptPart[] => {
  if (additions.length === 0) return [first]
  const text = first.text.trimEnd()
  const ends = /[.!?…:;,]["'”’)]?$/.test(text)
  const glue = joins === 'words' ? (ends ? ' ' : ', ') : ends ? ' ' : '. '
  const between = joins === 'words' ? ', ' : ' '
  return [
    { ...first, text },
    ...additions.map((words, index): PromptPart => ({
      from: 'added',
      text: `${index === 0 ? glue : between}${words}`,
    })),
  ]
}

export const promptText = (parts: readonly PromptPart[]): string => parts.map(({ text }) => text).join('')

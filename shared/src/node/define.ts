import type { z } from 'zod'
import type { AccountDefinition } from './account.ts'
import type { InputPorts, KnownInputs, OutputPorts, InputValues, PureOutputs, Wired } from './ports.ts'
import type { Price } from './price.ts'
import type { PromptHelp } from './prompt-help.ts'

export type Makes = 'text' | 'image' | 'video' | 'audio' | 'compile'

type ParamsSchema = z.ZodObject

/** Something that stops a step from running, in the person's words, with the field or port to jump to. */
export interface Problem {
  readonly message: string
  readonly hint?: string
  readonly field?: string
}

/** Ports that are fixed, or that follow the parameters. A method's type, so that definitions of any parameters fit one list. */
type Following<P extends ParamsSchema, T> = T | { from(params: z.output<P>): T }['from']

interface StepDefinition<I extends InputPorts, O extends OutputPorts, P extends ParamsSchema> {
  /** Raised when the same parameters and inputs would give another result. Part of every fingerprint. */
  readonly version: number
  readonly title: string
  /** One sentence for palette and inspector. */
  readonly summary: string
  readonly inputs: Following<P, I>
  readonly outputs: Following<P, O>
  /** No transforms and no refinements: the form and the API see it as JSON Schema. Rules across fields are `problems`. */
  readonly params: P
  /** What it may cost. Without it the step is free. */
  price?(question: Known<I, P> & { readonly rates: Rates }): Price
  /** Rules across fields and inputs; asked while planning and once more before it runs. */
  problems?(question: Known<I, P>): readonly Problem[]
}

/** What is known of a task before it runs. A rule that one input needs another asks for its wire: its value may come yet. */
export interface Known<I extends InputPorts, P extends ParamsSchema> {
  readonly params: z.output<P>
  readonly inputs: KnownInputs<I>
  /** The planner always says. */
  readonly wired?: Wired<I>
}

export type Rates = Readonly<Record<string, number>>

/** A node kind: a step of its own (`text`, `import`), or a place for a model (`image`, `video`, …). */
export interface NodeDefinition<
  Id extends string = string,
  I extends InputPorts = InputPorts,
  O extends OutputPorts = OutputPorts,
  P extends ParamsSchema = ParamsSchema,
> extends StepDefinition<I, O, P> {
  readonly id: Id
  readonly category: 'source' | 'generate' | 'assemble' | 'order'
  /**
   * A kind that holds a model: what the model must make, and which one a new node starts with. Without a default the kind works
   * by itself until a person chooses a model.
   */
  readonly model?: {
    readonly makes: Makes
    readonly default?: string
    /** Of a kind that works by itself: its parameter whose words a model is given, and the model's port for them. */
    readonly given?: { readonly param: string; readonly port: string }
  }
  /** Words that can be added to a prompt by a name, whichever model it is for. They are part of what is sent and hashed. */
  readonly help?: PromptHelp
  /** A step that is nothing but a function of its parameters and inputs, and instant: planner and canvas call it too. */
  evaluate?(task: { readonly params: z.output<P>; readonly inputs: InputValues<I> }): PureOutputs<O>
  /** Only for order on the canvas: never part of a run. */
  readonly decoration?: true
}

/** One way to do a generating step. */
export interface ModelDefinition<
  Id extends string = string,
  I extends InputPorts = InputPorts,
  O extends OutputPorts = OutputPorts,
  P extends ParamsSchema = ParamsSchema,
> extends StepDefinition<I, O, P> {
  /** `provider/model`. */
  readonly id: Id
  readonly makes: Makes
  /** After how many seconds a job that a provider works on is called late. It is watched on. 900 where it says nothing. */
  readonly deadlineSeconds?: number
  /** Good prompts to start from. */
  readonly examples?: readonly string[]
  /** The pixels that really come for these parameters, where they are known before: shown beside the ratio. */
  size?(question: {
    readonly params: z.output<P>
    readonly inputs: KnownInputs<I>
  }): { readonly width: number; readonly height: number } | undefined
}

/** Whose account a model runs on. Built-in ones are offline, free and need no key. */
export interface ProviderDefinition<Id extends string = string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly builtIn: boolean
  /** Built-in ones have none. */
  readonly account?: AccountDefinition
  /** How many tasks at once on one account, before anything better is known. `cores` leaves it to the machine. */
  readonly concurrency: number | 'cores'
  /** How many tasks may start a minute on one account, where the provider says so. */
  readonly perMinute?: number
  /** Prices by name, in dollars, with their day and source. */
  readonly prices?: { readonly asOf: string; readonly source: string; readonly rates: Rates }
}

export const defineNode = <
  const Id extends string,
  I extends InputPorts,
  O extends OutputPorts,
  P extends ParamsSchema,
>(
  definition: NodeDefinition<Id, I, O, P>,
): NodeDefinition<Id, I, O, P> => definition

export const defineModel = <
  const Id extends string,
  I extends InputPorts,
  O extends OutputPorts,
  P extends ParamsSchema,
>(
  definition: ModelDefinition<Id, I, O, P>,
): ModelDefinition<Id, I, O, P> => definition

export const defineProvider = <const Id extends string>(definition: ProviderDefinition<Id>): ProviderDefinition<Id> =>
  definition

declare module 'zod' {
  /**
   * What a parameter's `.meta()` may say beside `title` and `description`. The form, the API and the documentation are drawn
   * from it; a widget that there is not does not compile.
   */
  interface GlobalMeta {
    /** Shown behind the value: `s`, `dB`, `bpm`. */
    readonly unit?: string
    /** Readable names of an enum's values. */
    readonly labels?: Readonly<Record<string, string>>
    readonly placeholder?: string
    /** Only where the type alone does not tell: a long text, a slider, a seed with dice, a segmented choice, a list that pairs. */
    readonly widget?: 'textarea' | 'slider' | 'seed' | 'segmented' | 'assign' | 'asset'
    /** Folded away under "Advanced". */
    readonly advanced?: boolean
    readonly step?: number
    /** Completed from what the provider lists now. */
    readonly live?: true
  }
}

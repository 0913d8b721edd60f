import { out, port, type OutputPort } from '@reelgraph/shared'
import type { Split } from '../kinds/text/split.ts'

/** The ports of every model that writes. */
export const WRITER_INPUTS = {
  prompt: port.text({
    title: 'Prompt',
    typed: { multiline: true, placeholder: 'Five shots of a lighthouse in a storm, one a line' },
  }),
  system: port.text({
    title: 'Instructions',
    optional: true,
    typed: { multiline: true, placeholder: 'You write prompts for pictures. Answer with nothing else.' },
  }),
}

/** The ports of models that also look at pictures. */
export const SEEING_INPUTS = {
  ...WRITER_INPUTS,
  references: port.image({ title: 'Pictures', many: true, optional: true }),
}

interface Shaped {
  readonly split: Split
  readonly schema: string
}

export interface WriterOutputs extends Readonly<Record<string, OutputPort>> {
  readonly text: OutputPort<'text'>
}

/** One text or a list of them; and data where a schema says what it is like. */
export const writerOutputs = ({ split, schema }: Shaped): WriterOutputs => ({
  text: out.text({ title: 'Text', ...(split !== 'off' && { list: {} }) }),
  ...(schema.trim() !== '' && { data: out.data({ title: 'Data' }) }),
})

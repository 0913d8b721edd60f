import { own, portTitle, type Step } from '@reelgraph/shared'
import { fieldsOf } from '../../widgets/fields-of.ts'
import { paramSchema } from '../inspector/param-schema.ts'

/** What a setting or an input is called where it stands; nothing where the step has none of that name. */
export const fieldTitle = (step: Step, name: string): string | undefined => {
  const port = own(step.inputs, name)
  if (port) return portTitle(name, port)
  return fieldsOf(paramSchema(step.definition)).find((field) => field.name === name)?.title
}

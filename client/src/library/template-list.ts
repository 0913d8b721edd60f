import {
  deleteTemplate,
  errorBody,
  listTemplates,
  saveTemplate,
  type ErrorBody,
  type OfferedTemplate,
  type Template,
} from '@reelgraph/shared'
import { createStore } from 'zustand/vanilla'
import { call } from '../api/call.ts'
import { toast } from '../ui/toast.ts'

interface TemplateListState {
  /** Nothing until the first answer. */
  readonly templates: readonly OfferedTemplate[] | undefined
  readonly error: ErrorBody | undefined
}

export const templateList = createStore<TemplateListState>(() => ({ templates: undefined, error: undefined }))

export const loadTemplates = async (): Promise<void> => {
  try {
    const { templates } = await call(listTemplates)
    templateList.setState({ templates, error: undefined })
  } catch (thrown) {
    templateList.setState({ error: errorBody(thrown) })
  }
}

interface NewTemplate {
  readonly project: string
  readonly name: string
  readonly summary: string
}

/** @throws ReelgraphError where the server refuses. */
export const saveAsTemplate = async (order: NewTemplate): Promise<Template> => {
  const template = await call(saveTemplate, { body: order })
  void loadTemplates()
  return template
}

export const removeTemplate = async ({ id, name }: Template): Promise<void> => {
  try {
    await call(deleteTemplate, { params: { id } })
    toast({ text: `Template “${name}” deleted. Projects made from it stay.` })
  } catch (thrown) {
    const { message, hint } = errorBody(thrown)
    toast({ text: hint ? `${message} ${hint}` : message, tone: 'bad' })
  }
  await loadTemplates()
}

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  errorBody,
  fail,
  newTemplateId,
  TemplateIdSchema,
  TemplateSchema,
  type Template,
  type TemplateId,
} from '@reelgraph/shared'
import { z } from 'zod'
import type { ServerLog } from '../log.ts'
import type { DocumentStore } from '../store/documents.ts'
import { hasCode } from '../disk/disk-error.ts'
import { blueprint } from './blueprint.ts'

interface LibraryParts {
  /** Where the templates lie that come with Reelgraph: `<id>.json`. */
  readonly builtInFolder: string
  readonly documents: DocumentStore<Template>
  readonly log: ServerLog
}

export interface TemplateLibrary {
  /** Those that come with Reelgraph first. One that cannot be read is left out and logged. */
  list(): Promise<readonly Template[]>
  /** @throws `not-found`. */
  get(id: TemplateId): Promise<Template>
  save(given: Pick<Template, 'name' | 'summary' | 'graph'> & Partial<Pick<Template, 'poster'>>): Promise<Template>
  /** @throws `not-found`, `invalid-request` for one that comes with Reelgraph. */
  remove(id: TemplateId): Promise<void>
}

const BuiltInSchema = TemplateSchema.omit({ builtIn: true })

export const parseTemplate = (json: unknown): Template => {
  const parsed = TemplateSchema.safeParse(json)
  if (!parsed.success) throw fail('corrupt-document', `This template cannot be read: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

export const createTemplateLibrary = ({ builtInFolder, documents, log }: LibraryParts): TemplateLibrary => {
  const readBuiltIn = async (name: string): Promise<Template | undefined> => {
    try {
      return { ...BuiltInSchema.parse(JSON.parse(await readFile(join(builtInFolder, name), 'utf8'))), builtIn: true }
    } catch (error) {
      log.warn(
        `The template ${name} cannot be read and is left out: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`,
      )
      return undefined
    }
  }

  const builtIn = async (): Promise<readonly Template[]> => {
    const names = (await namesIn(builtInFolder)).filter((name) => name.endsWith('.json')).toSorted()
    const templates = await Promise.all(names.map(readBuiltIn))
    // what a person can run at once comes before what takes keys
    return templates.filter((template) => template !== undefined).toSorted((a, b) => a.needs.length - b.needs.length)
  }

  const readSaved = async (name: string): Promise<Template | undefined> => {
    try {
      const reading = await documents.read(name)
      if (reading.state === 'restored')
        log.warn(
          `The template ${name} was damaged and was restored from its last good copy. The damaged file is kept: ${reading.aside}`,
        )
      if (reading.state === 'good' || reading.state === 'restored') return reading.data
      if (reading.state === 'damaged') log.warn(`The template ${name} is damaged and is left out: ${reading.reason}`)
    } catch (error) {
      log.warn(`The template ${name} cannot be read and is left out: ${errorBody(error).message}`)
    }
    return undefined
  }

  const saved = async (): Promise<readonly Template[]> => {
    const names = (await documents.ids()).filter((name) => TemplateIdSchema.safeParse(name).success)
    const templates = await Promise.all(names.map(readSaved))
    return templates.filter((template) => template !== undefined).toSorted((a, b) => a.name.localeCompare(b.name))
  }

  const list = async (): Promise<readonly Template[]> => [...(await builtIn()), ...(await saved())]

  const get = async (id: TemplateId): Promise<Template> => {
    const found = (await list()).find((template) => template.id === id)
    if (!found)
      throw fail('not-found', `There is no template ${id}.`, { hint: 'Look at the gallery: it may have been deleted.' })
    return found
  }

  return {
    list,
    get,
    async save({ graph, ...given }) {
      const template: Template = { ...given, id: newTemplateId(), builtIn: false, needs: [], graph: blueprint(graph) }
      await documents.write(template.id, template)
      return template
    },
    async remove(id) {
      const { builtIn: comesWithIt, name } = await get(id)
      if (comesWithIt) throw fail('invalid-request', `The template “${name}” comes with Reelgraph and stays.`)
      await documents.bin(id)
    },
  }
}

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}

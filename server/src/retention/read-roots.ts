import {
  emptyProject,
  ProjectIdSchema,
  TemplateSchema,
  type Fingerprint,
  type Graph,
  type Project,
  type ProjectId,
} from '@reelgraph/shared'
import { parseProjectFile } from '../projects/project-file.ts'
import { replay } from '../projects/read-project.ts'
import type { DocumentText, DocumentTexts } from '../store/document-texts.ts'
import type { OpLog } from '../store/stores.ts'
import type { Names } from './names.ts'

/** What documents say of nodes: what such a node shows stays. */
export interface NodeRoots {
  readonly nodes: ReadonlySet<string>
  /** By `placeOf`: copies of a project share the ids of its nodes, and a lock is of one of them. */
  readonly locked: ReadonlySet<string>
  /** Of which nothing is let go: their documents cannot be read, or they could not be planned. */
  readonly whole: ReadonlySet<string>
}

export interface DocumentSources {
  readonly projects: DocumentTexts
  readonly templates: DocumentTexts
  readonly builtInTemplates: DocumentTexts
  readonly opLog: Pick<OpLog, 'since'>
}

interface RootParts extends DocumentSources {
  /** The results that a run of the whole project would reuse as it stands. */
  reusedBy(project: Project): Promise<Iterable<Fingerprint>>
  /** Gets every name that a document says. */
  readonly names: Names
}

export const placeOf = (project: string, node: string): string => `${project} ${node}`

/** Reads every project, template, bin and kept copy, one after the other. */
export const readRoots = async (parts: RootParts): Promise<NodeRoots> => {
  const roots = { nodes: new Set<string>(), locked: new Set<string>(), whole: new Set<string>() }
  const addGraph = async (graph: Graph, project: Project): Promise<void> => {
    for (const node of Object.values(graph.nodes)) {
      roots.nodes.add(node.id)
      if (node.locked) roots.locked.add(placeOf(project.id, node.id))
    }
    for (const fingerprint of await parts.reusedBy(project)) parts.names.add(fingerprint)
  }
  for await (const document of parts.projects.all()) {
    parts.names.addAllIn(document.text)
    if (document.place === 'kept') continue
    try {
      const project = await projectIn(document, parts.opLog)
      await addGraph(project, project)
    } catch {
      roots.whole.add(document.id)
    }
  }
  for (const templates of [parts.templates, parts.builtInTemplates]) {
    for await (const { text } of templates.all()) {
      parts.names.addAllIn(text)
      const graph = graphIn(text)
      // What a template would reuse is a service to whoever opens it next; without it nothing is lost.
      if (graph) await addGraph(graph, { ...emptyProject(TEMPLATE, 'Template'), ...graph }).catch(() => undefined)
    }
  }
  return roots
}

const TEMPLATE = ProjectIdSchema.parse('template')

/** The projects as they stand, and those in the bin. What cannot be read is left out. */
export async function* readProjects(
  sources: DocumentSources,
): AsyncGenerator<{ readonly id: ProjectId; readonly project: Project; readonly binned: boolean }> {
  for await (const document of sources.projects.all()) {
    if (document.place === 'kept') continue
    const project = await projectIn(document, sources.opLog).catch(() => undefined)
    if (project) yield { id: project.id, project, binned: document.place === 'binned' }
  }
}

/** With the changes that are in the log alone. */
const projectIn = async ({ text, id }: DocumentText, opLog: Pick<OpLog, 'since'>): Promise<Project> => {
  const file = parseProjectFile(JSON.parse(text))
  return replay(file, await opLog.since(ProjectIdSchema.parse(id), file.revision)).file.project
}

const FormSchema = TemplateSchema.pick({ graph: true })

const graphIn = (text: string): Graph | undefined => {
  try {
    return FormSchema.parse(JSON.parse(text)).graph
  } catch {
    return undefined
  }
}

import {
  createProject,
  deleteProject,
  errorBody,
  getProject,
  listProjects,
  newProjectId,
  newRequestId,
  restoreProject,
  sendOps,
  type ErrorBody,
  type OpenedProject,
  type ProjectId,
  type ProjectSummary,
} from '@reelgraph/shared'
import { createStore } from 'zustand/vanilla'
import { call } from '../api/call.ts'
import { toast } from '../ui/toast.ts'

interface Unreadable {
  readonly id: string
  readonly error: ErrorBody
}

interface ProjectListState {
  /** Latest change first; nothing until the first answer. */
  readonly projects: readonly ProjectSummary[] | undefined
  readonly unreadable: readonly Unreadable[]
  readonly error: ErrorBody | undefined
}

export const projectList = createStore<ProjectListState>(() => ({
  projects: undefined,
  unreadable: [],
  error: undefined,
}))

export const loadProjects = async (): Promise<void> => {
  try {
    const { projects, unreadable } = await call(listProjects)
    projectList.setState({ projects, unreadable, error: undefined })
  } catch (thrown) {
    projectList.setState({ error: errorBody(thrown) })
  }
}

type NewProject = { readonly name?: string } & ({ readonly template?: string } | { readonly copyOf?: string })

/** @throws ReelgraphError where the server refuses. */
export const newProject = async (order: NewProject): Promise<OpenedProject> =>
  call(createProject, { body: { ...order, id: newProjectId() } })

/** The copy stands beside its original, and is not opened. */
export const duplicateProject = (original: ProjectSummary): Promise<void> =>
  reported(async () => {
    await newProject({ copyOf: original.id, name: `${original.name.slice(0, 190)} copy` })
    await loadProjects()
  })

export const renameProject = ({ id, name }: { readonly id: ProjectId; readonly name: string }): Promise<void> =>
  reported(async () => {
    change((projects) => projects.map((project) => (project.id === id ? { ...project, name } : project)))
    const { revision } = await call(getProject, { params: { id } })
    await call(sendOps, {
      params: { id },
      body: { id: newRequestId(), base: revision, ops: [{ op: 'set', path: ['name'], value: name }] },
    })
    await loadProjects()
  })

/** Gone from the list at once; the notice brings it back. */
export const removeProject = ({ id, name }: ProjectSummary): Promise<void> =>
  reported(async () => {
    change((projects) => projects.filter((project) => project.id !== id))
    await call(deleteProject, { params: { id } })
    toast({ text: `“${name}” deleted`, action: { label: 'Undo', onAction: () => void bringBack(id) }, seconds: 12 })
  })

const bringBack = (id: ProjectId): Promise<void> =>
  reported(async () => {
    await call(restoreProject, { params: { id } })
    await loadProjects()
  })

const change = (next: (projects: readonly ProjectSummary[]) => readonly ProjectSummary[]): void =>
  projectList.setState(({ projects }) => ({ projects: projects && next(projects) }))

/** A failure is said, and the list shows what is true. */
const reported = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (thrown) {
    const { message, hint } = errorBody(thrown)
    toast({ text: hint ? `${message} ${hint}` : message, tone: 'bad' })
    await loadProjects()
  }
}

import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { NodeIdSchema, ProjectIdSchema, TemplateIdSchema } from '../ids.ts'
import { GraphSchema, ProjectSchema } from '../project/document.ts'
import { OpsSchema } from '../project/ops.ts'
import { OutputsSchema, PlanSchema, ScopeSchema } from '../run/plan.ts'
import { contract } from './contract.ts'
import { StoredResultSchema } from './results.ts'

const params = z.object({ id: ProjectIdSchema })

export const ProjectSummarySchema = z.object({
  id: ProjectIdSchema,
  name: z.string(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
  nodes: z.int(),
  /** An asset that shows what the project is about: its latest picture or film. */
  poster: z.string().exactOptional(),
})
export type ProjectSummary = z.infer<typeof ProjectSummarySchema>

export const OpenedProjectSchema = z.object({
  project: ProjectSchema,
  /** One higher with every batch. */
  revision: z.int().nonnegative(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** What was mended when it was opened: a restored copy, dropped parts. */
  notices: z.array(z.string()),
})
export type OpenedProject = z.infer<typeof OpenedProjectSchema>

export const listProjects = contract({
  method: 'GET',
  path: '/api/projects',
  summary: 'All projects, latest change first; one that cannot be read is listed with its error.',
  response: z.object({
    projects: z.array(ProjectSummarySchema),
    unreadable: z.array(z.object({ id: z.string(), error: ErrorBodySchema })),
  }),
})

export const createProject = contract({
  method: 'POST',
  path: '/api/projects',
  summary: 'A new project: empty, from a template, from a graph, or as a copy of another.',
  body: z.object({
    id: ProjectIdSchema.exactOptional(),
    name: z.string().min(1).max(200).exactOptional(),
    template: TemplateIdSchema.exactOptional(),
    copyOf: ProjectIdSchema.exactOptional(),
    graph: GraphSchema.exactOptional(),
  }),
  response: OpenedProjectSchema,
  status: 201,
})

export const getProject = contract({
  method: 'GET',
  path: '/api/projects/:id',
  summary: 'One project.',
  params,
  response: OpenedProjectSchema,
})

export const deleteProject = contract({
  method: 'DELETE',
  path: '/api/projects/:id',
  summary: 'Stops the runs of a project and moves it to the bin. `restore` brings it back.',
  params,
  response: z.object({ id: ProjectIdSchema }),
})

export const restoreProject = contract({
  method: 'POST',
  path: '/api/projects/:id/restore',
  summary: 'Brings a deleted project back.',
  params,
  response: OpenedProjectSchema,
})

export const BatchSchema = z.object({
  /** Made by the sender; a repeated id returns the first answer. */
  id: z.string().min(1).max(64),
  /** The revision the sender saw. */
  base: z.int().nonnegative(),
  ops: OpsSchema,
  /** An undo or redo may bring back wires whose ports have gone. */
  restoring: z.boolean().exactOptional(),
})
export type Batch = z.infer<typeof BatchSchema>

export const sendOps = contract({
  method: 'POST',
  path: '/api/projects/:id/ops',
  summary: 'Applies one gesture as a whole, or refuses it as a whole with the reason.',
  params,
  body: BatchSchema,
  response: z.object({ revision: z.int() }),
})

export const planProject = contract({
  method: 'POST',
  path: '/api/projects/:id/plan',
  summary: 'What a run would do, why, and what it costs at most. Changes nothing.',
  params,
  body: z.object({ scope: ScopeSchema }),
  response: PlanSchema,
})

export const rerollNode = contract({
  method: 'POST',
  path: '/api/projects/:id/reroll',
  summary: 'Gives a node, or some of its items, a new take.',
  params,
  body: z.object({ node: NodeIdSchema, items: z.array(z.string()).exactOptional() }),
  response: z.object({ revision: z.int(), ops: OpsSchema }),
})

export const approveResult = contract({
  method: 'POST',
  path: '/api/projects/:id/approve',
  summary: 'A person has looked at what a step has given, and runs may go on from it. Where a run waits, decide there.',
  params,
  body: z.object({
    node: NodeIdSchema,
    item: z.string().nullable(),
    /** What was looked at, as the plan has it: anything else that the step gives asks again. */
    outputs: OutputsSchema,
  }),
  response: z.object({ node: NodeIdSchema }),
})

export const listNodeResults = contract({
  method: 'GET',
  path: '/api/projects/:id/nodes/:node/results',
  summary: 'The results made for a node, newest first.',
  params: z.object({ id: ProjectIdSchema, node: NodeIdSchema }),
  query: z.object({ item: z.string().exactOptional() }),
  response: z.object({ results: z.array(StoredResultSchema) }),
})

import { ProjectIdSchema, type ProjectId } from '@reelgraph/shared'

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'project'; readonly id: ProjectId }
  | { readonly page: 'projects' }
  | { readonly page: 'templates' }
  | { readonly page: 'missing' }

export const pathTo = {
  home: '/',
  projects: '/projects',
  templates: '/templates',
  project: (id: string): string => `/p/${id}`,
} as const

export const parseRoute = (path: string): Route => {
  const [first = '', second, ...rest] = path.split('/').filter(Boolean)
  if (first === '') return { page: 'home' }
  if (second === undefined && (first === 'projects' || first === 'templates')) return { page: first }
  const id = first === 'p' && rest.length === 0 ? ProjectIdSchema.safeParse(second) : undefined
  return id?.success ? { page: 'project', id: id.data } : { page: 'missing' }
}

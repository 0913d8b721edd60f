import { ProjectIdSchema, type ProjectId } from '@reelgraph/shared'

const PLAIN_PAGES = ['projects', 'templates', 'costs', 'storage', 'settings', 'keys'] as const
/** A page whose address is its name. */
export type PlainPage = (typeof PLAIN_PAGES)[number]

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'project'; readonly id: ProjectId }
  | { readonly page: PlainPage }
  | { readonly page: 'missing' }

export const pathTo = {
  home: '/',
  projects: '/projects',
  templates: '/templates',
  costs: '/costs',
  storage: '/storage',
  settings: '/settings',
  keys: '/keys',
  /** At the place of one provider. */
  keysOf: (provider: string): string => `/keys#${encodeURIComponent(provider)}`,
  project: (id: string): string => `/p/${id}`,
} as const

export const parseRoute = (path: string): Route => {
  const [first = '', second, ...rest] = path.split('/').filter(Boolean)
  if (first === '') return { page: 'home' }
  const plain = second === undefined ? PLAIN_PAGES.find((page) => page === first) : undefined
  if (plain) return { page: plain }
  const id = first === 'p' && rest.length === 0 ? ProjectIdSchema.safeParse(second) : undefined
  return id?.success ? { page: 'project', id: id.data } : { page: 'missing' }
}

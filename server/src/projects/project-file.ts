import { AssetIdSchema, fail, MediaKindSchema, openProject, type Project } from '@reelgraph/shared'
import { z } from 'zod'

const WrapperSchema = z.object({
  revision: z.int().nonnegative(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** The latest film made in it, else the latest picture. */
  poster: z.object({ asset: AssetIdSchema, kind: MediaKindSchema }).exactOptional(),
  project: z.unknown(),
})

/** A project as it lies on disk: a snapshot, to which the later batches of the op log are added. */
export interface ProjectFile {
  readonly revision: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly poster?: Poster
  readonly project: Project
}

export type Poster = NonNullable<z.infer<typeof WrapperSchema>['poster']>

/** @throws `corrupt-document`, `newer-document`. */
export const parseProjectFile = (json: unknown): ProjectFile => {
  const parsed = WrapperSchema.safeParse(json)
  if (!parsed.success) throw fail('corrupt-document', 'This is not a project file of Reelgraph.')
  return { ...parsed.data, project: openProject(parsed.data.project) }
}

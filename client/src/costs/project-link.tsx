import type { ProjectId } from '@reelgraph/shared'
import { Link } from '../shell/link.tsx'
import { pathTo } from '../shell/route.ts'
import { projectName } from './names.ts'
import { useProjectById } from './use-project.ts'

/** A project by its name; a link where it is still there. */
export function ProjectLink({ id }: { readonly id: ProjectId }) {
  const project = useProjectById(id)
  const name = projectName(project)
  return project ? <Link to={pathTo.project(id)}>{name}</Link> : name
}

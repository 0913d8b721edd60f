import type { Fingerprint, ProjectId } from '@reelgraph/shared'
import type { MarkParts } from './mark.ts'
import { readProjects } from './read-roots.ts'

export interface Shower {
  readonly id: ProjectId
  readonly name: string
  readonly binned: boolean
}

interface Question {
  /** The one that asks. */
  readonly project: ProjectId
  readonly fingerprint: Fingerprint
}

/** The other projects that would reuse a result as they stand. One that cannot be planned is taken to, where it ever had it. */
export const shownIn = async (parts: MarkParts, { project, fingerprint }: Question): Promise<readonly Shower[]> => {
  // a project that found it ready has it as much as one that asked for it, and nobody wrote that down
  const users = new Set(parts.rows.under(fingerprint).users.map((user) => user.project))
  const found: Shower[] = []
  for await (const { id, project: reader, binned } of readProjects(parts)) {
    if (id === project) continue
    const reused = await parts.reusedBy(reader).catch(() => (users.has(id) ? [fingerprint] : []))
    if (new Set(reused).has(fingerprint)) found.push({ id, name: reader.name, binned })
  }
  return found
}

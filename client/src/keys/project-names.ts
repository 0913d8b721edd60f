import { type ProjectId } from '@reelgraph/shared'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { loadProjects, projectList } from '../library/project-list.ts'
import type { Choice } from '../widgets/field.ts'

export interface ProjectNames {
  readonly choices: readonly Choice[]
  nameOf(id: string): string | undefined
  /** What a request says of the chosen one. */
  idOf(chosen: string | undefined): { readonly project?: ProjectId }
}

export const useProjectNames = (): ProjectNames => {
  const projects = useStore(projectList, (state) => state.projects)
  useEffect(() => void loadProjects(), [])
  return useMemo(() => {
    const known = projects ?? []
    return {
      choices: known.map(({ id, name }) => ({ value: id, label: `Only “${name}”` })),
      nameOf: (id) => known.find((project) => project.id === id)?.name,
      idOf: (chosen) => {
        const found = known.find(({ id }) => id === chosen)
        return found ? { project: found.id } : {}
      },
    }
  }, [projects])
}

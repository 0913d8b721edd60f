import type { Project, ProjectId } from '@reelgraph/shared'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { needProject, projects } from './names.ts'

/** `undefined` until it is known, `null` where it is not there any more. */
export const useProjectById = (id: ProjectId): Project | null | undefined => {
  useEffect(() => needProject(id), [id])
  return useStore(projects, (known) => known[id])
}

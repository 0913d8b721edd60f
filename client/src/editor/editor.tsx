import type { ProjectId } from '@reelgraph/shared'
import { Loading } from '../shell/loading.tsx'

/** The canvas of one project. */
export const Editor = (_: { readonly projectId: ProjectId }) => <Loading />

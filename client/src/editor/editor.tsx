import { useEffect, useState } from 'react'
import { catalog } from '@reelgraph/nodes/catalog'
import { errorBody, getProject, ProjectIdSchema, type ErrorBody, type OpenedProject } from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { RunsContext, useProjectRuns } from '../runs/use-runs.ts'
import { navigate } from '../shell/navigation.ts'
import { pathTo } from '../shell/route.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../shell/loading.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { EditingProvider, type Editing } from './editor-context.ts'
import { openEditing } from './open-editing.ts'
import { Workbench } from './workbench.tsx'

/** One project, open for editing. */
export const Editor = ({ projectId }: { readonly projectId: string }) => <OpenEditor key={projectId} projectId={projectId} />

function OpenEditor({ projectId }: { readonly projectId: string }) {
  const opened = useOpenedProject(projectId)
  const runs = useProjectRuns(projectId)
  if (opened.error) {
    const { message, hint } = opened.error
    return (
      <Trouble title="This project cannot be opened" actions={<Actions retry={opened.retry} />}>
        {message} {hint}
      </Trouble>
    )
  }
  if (!opened.project) return <Loading />
  return (
    <RunsContext value={runs}>
      <Session opened={opened.project} />
    </RunsContext>
  )
}

const Actions = ({ retry }: { retry(): void }) => (
  <>
    <Button onClick={retry}>Try again</Button>
    <Button variant="primary" onClick={() => navigate(pathTo.projects)}>
      All projects
    </Button>
  </>
)

/** Created once for each opening; a reload of the document goes into the same store. */
function Session({ opened }: { readonly opened: OpenedProject }) {
  const [editing, setEditing] = useState<Editing>()
  useEffect(() => {
    const session = openEditing(opened, catalog)
    setEditing(session.editing)
    return session.close
  }, [opened])
  if (!editing) return <Loading />
  return (
    <EditingProvider value={editing}>
      <Workbench />
    </EditingProvider>
  )
}

interface Opening {
  readonly project?: OpenedProject
  readonly error?: ErrorBody
}

function useOpenedProject(id: string): Opening & { retry(): void } {
  const [opening, setOpening] = useState<Opening>({})
  const [tries, setTries] = useState(0)
  useEffect(() => {
    const giveUp = new AbortController()
    setOpening({})
    call(getProject, { params: { id: ProjectIdSchema.parse(id) }, signal: giveUp.signal }).then(
      (project) => setOpening({ project }),
      (thrown: unknown) => !giveUp.signal.aborted && setOpening({ error: errorBody(thrown) }),
    )
    return () => giveUp.abort()
  }, [id, tries])
  return { ...opening, retry: () => setTries((count) => count + 1) }
}

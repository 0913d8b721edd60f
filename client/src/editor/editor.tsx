import { useEffect, useState } from 'react'
import { catalog } from '@reelgraph/nodes/catalog'
import { errorBody, getProject, ProjectIdSchema, type ErrorBody, type OpenedProject } from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { RunsContext, useProjectRuns } from '../runs/use-runs.ts'
import { navigate } from '../shell/navigation.ts'
import { pathTo } from '../shell/route.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { Loading } from '../shell/loading.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { EditingProvider } from './editor-context.ts'
import { openEditing } from './open-editing.ts'
import { Workbench } from './workbench.tsx'

/** One project, open for editing. */
export const Editor = ({ projectId }: { readonly projectId: string }) => (
  <OpenEditor key={projectId} projectId={projectId} />
)

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

/** Opened once; whatever the server sends afterwards goes into the same store. */
function Session({ opened }: { readonly opened: OpenedProject }) {
  const [{ editing, join }] = useState(() => openEditing(opened, catalog))
  useEffect(join, [join])
  useEffect(() => {
    for (const text of opened.notices) toast({ text, seconds: 12 })
  }, [opened])
  return (
    <EditingProvider value={editing}>
      <Workbench />
    </EditingProvider>
  )
}

interface Opening {
  /** Which try this is the outcome of. */
  readonly of?: number
  readonly project?: OpenedProject
  readonly error?: ErrorBody
}

function useOpenedProject(id: string): Opening & { retry(): void } {
  const [opening, setOpening] = useState<Opening>({})
  const [tries, setTries] = useState(0)
  useEffect(() => {
    const giveUp = new AbortController()
    call(getProject, { params: { id: ProjectIdSchema.parse(id) }, signal: giveUp.signal }).then(
      (project) => setOpening({ of: tries, project }),
      (thrown: unknown) => !giveUp.signal.aborted && setOpening({ of: tries, error: errorBody(thrown) }),
    )
    return () => giveUp.abort()
  }, [id, tries])
  return { ...(opening.of === tries ? opening : {}), retry: () => setTries((count) => count + 1) }
}

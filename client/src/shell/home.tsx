import { createProject, errorBody, listProjects, listTemplates, type ErrorBody } from '@reelgraph/shared'
import { useEffect, useState } from 'react'
import { call } from '../api/call.ts'
import { Button } from '../ui/button.tsx'
import { rememberedProject } from './last-project.ts'
import { Loading } from './loading.tsx'
import { navigate } from './navigation.ts'
import { pathTo } from './route.ts'
import { Trouble } from './trouble.tsx'

/** Where the address alone leads: to what the person had open last. */
export function Home() {
  const [error, setError] = useState<ErrorBody>()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    const giveUp = new AbortController()
    firstPlace(giveUp.signal).then(
      (path) => giveUp.signal.aborted || navigate(path, { replace: true }),
      (thrown: unknown) => giveUp.signal.aborted || setError(errorBody(thrown)),
    )
    return () => giveUp.abort()
  }, [tries])
  if (!error) return <Loading />
  const again = () => {
    setError(undefined)
    setTries(tries + 1)
  }
  return (
    <Trouble
      title={error.message}
      actions={
        <Button variant="primary" onClick={again}>
          Try again
        </Button>
      }
    >
      {error.hint}
    </Trouble>
  )
}

/** The last opened project, else the most recent; whoever has none and never had one gets the first film to begin with. */
const firstPlace = async (signal: AbortSignal): Promise<string> => {
  const { projects, unreadable } = await call(listProjects, { signal })
  const last = rememberedProject()
  const found = projects.find(({ id }) => id === last) ?? projects[0]
  if (found) return pathTo.project(found.id)
  if (unreadable.length > 0) return pathTo.projects
  if (last !== undefined) return pathTo.templates
  const { templates } = await call(listTemplates, { signal })
  const template = templates.find(({ builtIn, needs }) => builtIn && needs.length === 0)
  if (!template) return pathTo.templates
  const { project } = await call(createProject, { body: { template: template.id }, signal })
  return pathTo.project(project.id)
}

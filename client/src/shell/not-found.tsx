import { Button } from '../ui/button.tsx'
import { navigate } from './navigation.ts'
import { pathTo } from './route.ts'
import { Trouble } from './trouble.tsx'
import { useTitle } from './use-title.ts'

/** Also for a project that is not there (any more). */
export function NotFound({ what = 'page' }: { readonly what?: 'page' | 'project' }) {
  useTitle('Not found')
  return (
    <Trouble
      title={what === 'page' ? 'There is no such page' : 'There is no such project'}
      actions={
        <>
          <Button onClick={() => navigate(pathTo.templates)}>Templates</Button>
          <Button variant="primary" onClick={() => navigate(pathTo.projects)}>
            To the projects
          </Button>
        </>
      }
    >
      {what === 'page'
        ? 'The address may have a typing error in it.'
        : 'It may have been deleted, or made on another machine. What was deleted here can be brought back right after.'}
    </Trouble>
  )
}

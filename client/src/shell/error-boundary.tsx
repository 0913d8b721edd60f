import { Component, type ReactNode } from 'react'
import { errorBody } from '@reelgraph/shared'
import { Button } from '../ui/button.tsx'
import { navigate } from './navigation.ts'
import { pathTo } from './route.ts'
import { Trouble } from './trouble.tsx'

interface Props {
  readonly children: ReactNode
}
interface State {
  readonly thrown?: unknown
}

/** Catches what no component expected. The page says so; every saved edit and every run is at the server. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = {}

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown }
  }

  override render() {
    if (!('thrown' in this.state)) return this.props.children
    const { thrown } = this.state
    const { message, hint } = errorBody(thrown)
    const isOld = thrown instanceof Error && /dynamically imported module|importing a module/i.test(thrown.message)
    return (
      <Trouble
        title={isOld ? 'A part of this page could not be loaded' : 'This page has stopped working'}
        detail={thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}
        actions={
          <>
            <Button
              onClick={() => {
                this.setState({ thrown: undefined })
                navigate(pathTo.projects)
                location.reload()
              }}
            >
              To the projects
            </Button>
            <Button variant="primary" onClick={() => location.reload()}>
              Reload
            </Button>
          </>
        }
      >
        {isOld ? 'The server is away, or Reelgraph was updated meanwhile. ' : `${message} ${hint ?? ''} `}
        Everything that was saved is safe, and a run goes on without this page.
      </Trouble>
    )
  }
}

import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { ErrorNote } from './error-note.tsx'

interface AskAgainProps {
  readonly error: { readonly message: ReactNode; readonly hint?: ReactNode }
  onAgain(): Promise<void>
}

/** Something could not be loaded; it can be asked for once more. */
export const AskAgain = ({ error, onAgain }: AskAgainProps) => (
  <ErrorNote
    title={error.message}
    hint={error.hint}
    action={
      <Button size="small" onClick={() => void onAgain()}>
        Try again
      </Button>
    }
  />
)

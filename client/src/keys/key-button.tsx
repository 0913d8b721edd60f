import type { ErrorBody } from '@reelgraph/shared'
import { navigate } from '../shell/navigation.ts'
import { pathTo } from '../shell/route.ts'
import { Button } from '../ui/button.tsx'

/** The provider whose key would mend this. */
export const keyWanted = ({ code, provider }: ErrorBody): string | undefined =>
  code === 'key-missing' || code === 'key-rejected' ? provider : undefined

interface KeyButtonProps {
  readonly provider: string
  /** Before the page is left. */
  readonly onLeave?: () => void
}

/** The one thing to do where a key is missing or wrong. */
export const KeyButton = ({ provider, onLeave }: KeyButtonProps) => {
  const open = () => {
    onLeave?.()
    navigate(pathTo.keysOf(provider))
  }
  return (
    <Button size="small" onClick={open}>
      Set the key
    </Button>
  )
}

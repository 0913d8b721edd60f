import type { DialogViewProps } from './dialog-view.tsx'
import { DialogView } from './overlays.ts'

interface DialogProps extends DialogViewProps {
  readonly open: boolean
}

export function Dialog({ open, ...rest }: DialogProps) {
  if (!open) return
  return <DialogView {...rest} />
}

import Eye from 'lucide-react/icons/eye'
import { IconButton } from '../../ui/icon-button.tsx'
import { useNode } from '../editor-context.ts'
import { useShowNode } from '../use-names.ts'
import { useTitleOf } from '../use-title-of.ts'

/** Leads to the step whose closed gate holds another: that is where it can be approved. */
export function ToGate({ node }: { readonly node: string }) {
  const show = useShowNode()
  const titleOf = useTitleOf()
  const known = useNode(node)
  if (!known) return
  return (
    <IconButton
      size="tiny"
      className="nodrag"
      label={`Go to “${titleOf(node)}”`}
      icon={<Eye />}
      onClick={() => show(node)}
    />
  )
}

import { isMediaType, type Node, type Step } from '@reelgraph/shared'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { gateOps, gathers, tolerantOps } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import { CheckSettings } from './check-settings.tsx'
import styles from './inspector.module.css'

/** How a run passes through a node: whether it stops here for a person, and whether it may leave some out. */
export function FlowSettings({ node, step }: { readonly node: Node; readonly step: Step }) {
  const { document } = useEditing()
  return (
    <section className={styles.switches} aria-label="How a run passes">
      <SwitchRow
        label="Hold here until I have looked"
        hint="What comes after it waits for your yes."
        on={node.gate === true}
        onChange={(on) => document.commit(on ? 'Hold here' : 'Let through', gateOps([node]))}
      />
      {makesMedia(step) && <CheckSettings node={node} />}
      {gathers(step) && (
        <SwitchRow
          label="Go on without what failed"
          hint="It gathers what was made, and leaves out the rest."
          on={node.tolerant === true}
          onChange={(on) => document.commit(on ? 'Go on without' : 'Wait for all', tolerantOps([node]))}
        />
      )}
    </section>
  )
}

/** Only pictures, clips and sounds are looked at. */
const makesMedia = ({ outputs }: Step): boolean => Object.values(outputs).some(({ type }) => isMediaType(type))

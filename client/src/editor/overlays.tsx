import { useCallback } from 'react'
import { PlanPanel } from '../runs/plan-panel.tsx'
import { lazyView } from '../ui/lazy-view.tsx'
import { MenuAt } from '../ui/menu.tsx'
import { connect } from './canvas/use-connecting.ts'
import { CommandPalette } from './commands/command-palette.tsx'
import { endsOf, fittingPorts } from './document/edits/wires.ts'
import { useEditing, useProject, useSession } from './editor-context.ts'
import { DraftOffer } from './inspector/draft-offer.tsx'
import { AddSearch } from './palette/add-search.tsx'
import { ReplaceSearch } from './palette/replace-search.tsx'
import { QuickLook } from './quick-look.tsx'
import { NO_OVERLAY, type Overlay } from './session/session-store.ts'
import { useNameOf, useShowNode } from './use-names.ts'

// What is opened now and then is not in the way of the canvas.
const DecideDialog = lazyView(async () => (await import('./decide/decide-dialog.tsx')).DecideDialog)
const ForgetDialog = lazyView(async () => (await import('./inspector/forget-dialog.tsx')).ForgetDialog)
const OrphansDialog = lazyView(async () => (await import('./decide/orphans-dialog.tsx')).OrphansDialog)
const RewordDialog = lazyView(async () => (await import('./reword/reword-dialog.tsx')).RewordDialog)
const SaveTemplateDialog = lazyView(
  async () => (await import('../library/save-template-dialog.tsx')).SaveTemplateDialog,
)
const ShortcutSheet = lazyView(async () => (await import('./commands/shortcut-sheet.tsx')).ShortcutSheet)

/** Whatever is open above the canvas. */
export function Overlays() {
  const overlay = useSession((state) => state.overlay)
  const { catalog } = useEditing()
  const nameOf = useNameOf()
  const show = useShowNode()
  return (
    <>
      {overlay.of === 'add' && <AddSearch overlay={overlay} />}
      {overlay.of === 'replace' && <ReplaceSearch overlay={overlay} />}
      {overlay.of === 'ports' && <PortsMenu overlay={overlay} />}
      {overlay.of === 'commands' && <CommandPalette />}
      {overlay.of === 'shortcuts' && <ShortcutSheet />}
      {overlay.of === 'look' && <QuickLook overlay={overlay} />}
      {overlay.of === 'decide' && <DecideDialog overlay={overlay} />}
      {overlay.of === 'reword' && <RewordDialog overlay={overlay} />}
      {overlay.of === 'orphans' && <OrphansDialog run={overlay.run} />}
      {overlay.of === 'forget' && <ForgetDialog overlay={overlay} />}
      {overlay.of === 'save-template' && <SaveTemplate />}
      <PlanPanel catalog={catalog} nameOf={nameOf} onShowNode={show} OtherWay={DraftOffer} />
    </>
  )
}

function SaveTemplate() {
  const { document, session, project } = useEditing()
  const name = useProject((state) => state.name)
  return (
    <SaveTemplateDialog
      project={{ id: project, name }}
      beforeSave={() => document.flush()}
      onClose={() => session.setState({ overlay: NO_OVERLAY })}
    />
  )
}

/** A wire was dropped on a card where more than one port fits. */
function PortsMenu({ overlay }: { readonly overlay: Extract<Overlay, { of: 'ports' }> }) {
  const editing = useEditing()
  const { wire, node, screen } = overlay
  const close = useCallback(() => editing.session.setState({ overlay: NO_OVERLAY }), [editing])
  const fits = fittingPorts(editing.document.project, editing.catalog, { wire, node })
  const items =
    'reason' in fits
      ? []
      : fits.map((fit) => ({
          id: fit.end.port,
          label: fit.title,
          ...(!fit.free && { reason: 'replaces its wire' }),
          onSelect: () => connect(editing, endsOf(wire, fit.end)),
        }))
  return <MenuAt items={items} at={screen} label="Connect to" onClose={close} />
}

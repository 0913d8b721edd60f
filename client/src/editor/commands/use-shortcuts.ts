import { useEffect } from 'react'
import { useEditing, type Editing } from '../editor-context.ts'
import { availability, type Command } from './command.ts'
import { copySelection, cutSelection, paste } from './clipboard.ts'
import { commands } from './commands.ts'
import { isTyping, pressed } from './keys.ts'

/** The browser's own events carry these, with the clipboard. */
const NATIVE = new Set(['copy', 'cut', 'paste', 'paste-wires'])
const TAP_MS = 250

const find = (event: KeyboardEvent, editing: Editing): Command | undefined =>
  commands.find(
    (command) =>
      !NATIVE.has(command.id) &&
      command.keys?.some((key) => key !== 'Space' && pressed(key, event)) &&
      availability(command, editing).ok,
  )

/** A card that a command has taken out of the selection keeps no ring of focus. */
const leaveUnselected = ({ session }: Editing): void => {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLElement) || !activeElement.classList.contains('react-flow__node')) return
  if (!session.getState().nodes.has(activeElement.dataset.id ?? '')) activeElement.blur()
}

/** Keys of the editor. None of them acts while somebody types or a dialog is open. */
export function useShortcuts(): void {
  const editing = useEditing()
  useEffect(() => {
    const left = new AbortController()
    const { signal } = left
    let withWires = false
    let spaceAt: number | undefined
    const busy = (event: Event) =>
      isTyping(event.target) ||
      document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]') !== null

    document.addEventListener(
      'keydown',
      (event) => {
        withWires = event.shiftKey
        if (busy(event)) return
        // The canvas, which pans while it is held, has prevented what the browser does with it already.
        if (event.key === ' ') {
          // A button that Tab does not reach, such as the title of a card, is no control of the keyboard.
          const onControl =
            event.target instanceof HTMLElement &&
            event.target.closest('button:not([tabindex="-1"]), a, [role=slider], [role=option]') !== null
          if (!onControl) {
            spaceAt ??= event.timeStamp
            event.preventDefault()
          }
          return
        }
        if (event.defaultPrevented) return
        spaceAt = undefined
        // Tab belongs to whoever walks with it, and to panels; for a hand on the mouse it adds a node.
        if (
          event.key === 'Tab' &&
          !(
            editing.canvas.pointer &&
            (event.target === document.body ||
              (event.target instanceof Element &&
                event.target.closest('.react-flow') &&
                !event.target.closest('button, input, select, textarea')))
          )
        )
          return
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) return
        // A control that uses arrows itself stands nearer.
        if (
          event.key.startsWith('Arrow') &&
          event.target instanceof Element &&
          event.target.closest('[role=radiogroup], [role=slider], [role=listbox], [role=tablist], input')
        )
          return
        const command = find(event, editing)
        if (!command) return
        event.preventDefault()
        command.run(editing)
        leaveUnselected(editing)
      },
      { signal },
    )

    document.addEventListener(
      'keyup',
      (event) => {
        if (event.key !== ' ' || spaceAt === undefined) return
        const tapped = event.timeStamp - spaceAt < TAP_MS
        spaceAt = undefined
        const look = commands.find((command) => command.id === 'look')
        if (tapped && !busy(event) && look && availability(look, editing).ok) look.run(editing)
      },
      { signal },
    )
    document.addEventListener('pointerdown', () => (spaceAt = undefined), { signal })

    const onCopy = (take: (from: Editing) => string | undefined) => (event: ClipboardEvent) => {
      // Text that is marked is what a person wants to copy.
      if (busy(event) || !document.getSelection()?.isCollapsed) return
      const text = take(editing)
      if (text === undefined) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
    }
    document.addEventListener('copy', onCopy(copySelection), { signal })
    document.addEventListener('cut', onCopy(cutSelection), { signal })
    document.addEventListener(
      'paste',
      (event) => {
        if (busy(event) || !event.clipboardData) return
        event.preventDefault()
        void paste(editing, {
          text: event.clipboardData.getData('text/plain'),
          files: [...event.clipboardData.files],
          withWires,
        })
      },
      { signal },
    )
    return () => left.abort()
  }, [editing])
}

/** For overlays: a click on a notice (Undo) is not a click beside the overlay. */
export function keepOpenForNotices(event: { readonly target: EventTarget | null; preventDefault(): void }): void {
  if (event.target instanceof Element && event.target.closest('[data-notices]')) event.preventDefault()
}

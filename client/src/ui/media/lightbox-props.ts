import type { ReactNode } from 'react'

interface Look {
  readonly id: string
  /** "Shot 2, take 3". */
  readonly title: string
  /** A quiet line: model, cost, when. */
  readonly detail?: ReactNode
}

export type LightboxItem = Look &
  (
    | { readonly kind: 'image'; readonly src: string }
    | { readonly kind: 'text'; readonly text: string }
    | {
        readonly kind: 'video'
        readonly src: string
        readonly poster?: string
        readonly fps?: number
        readonly seconds?: number
      }
    | { readonly kind: 'audio'; readonly src: string; readonly peaks: readonly number[]; readonly seconds?: number }
  )

export interface LightboxProps {
  /** Takes, or items: what the arrow keys leaf through. */
  readonly items: readonly LightboxItem[]
  /** The one that is shown; nothing while it is closed. */
  readonly shown: string | undefined
  onShow(id: string): void
  onClose(): void
  /** Buttons for what is shown: download, use this take. */
  readonly actions?: ReactNode
  /** Beside what is shown: where it came from. */
  readonly aside?: ReactNode
}

import type { ReactNode } from 'react'
import X from 'lucide-react/icons/x'
import * as Radix from 'radix-ui/dialog'
import { classes } from '../lib/classes.ts'
import styles from './dialog.module.css'
import { keepOpenForNotices } from './keep-open.ts'
import { useFocusBack } from './use-focus-back.ts'

export interface DialogViewProps {
  onClose(): void
  readonly title: string
  readonly description?: ReactNode
  /** Buttons, the one that goes on last. */
  readonly actions?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  readonly children?: ReactNode
}

/** An open dialog. Fetched when the first one is. */
export function DialogView({ onClose, title, description, actions, size = 'medium', children }: DialogViewProps) {
  const focusBack = useFocusBack()
  return (
    <Radix.Root open onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content
          className={classes(styles.dialog, styles[size])}
          data-question=""
          onInteractOutside={keepOpenForNotices}
          {...focusBack}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          <header className={styles.header}>
            <div>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className={styles.description}>{description}</Radix.Description>
              )}
            </div>
            <Radix.Close className={styles.close} aria-label="Close">
              <X />
            </Radix.Close>
          </header>
          {children !== undefined && <div className={styles.body}>{children}</div>}
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

import { shortcutKeys } from '../lib/shortcut.ts'
import styles from './kbd.module.css'

/** `<Kbd keys="Mod+Shift+L" />`, written as on this keyboard. */
export const Kbd = ({ keys }: { readonly keys: string }) => (
  <span className={styles.keys}>
    {shortcutKeys(keys).map((key) => (
      <kbd key={key}>{key}</kbd>
    ))}
  </span>
)

import styles from './switch-track.module.css'

/** What a switch slides in. What it means is said by the `role="switch"` around it. */
export const SwitchTrack = ({ on }: { readonly on: boolean }) => (
  <span className={styles.track} data-on={on || undefined}>
    <span className={styles.thumb} />
  </span>
)

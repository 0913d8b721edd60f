import styles from './skeleton.module.css'

interface SkeletonProps {
  readonly width?: number | string
  readonly height?: number | string
  readonly radius?: number
}

/** Holds the place of what is being fetched. */
export const Skeleton = ({ width = '100%', height = 14, radius = 6 }: SkeletonProps) => (
  <span className={styles.skeleton} style={{ width, height, borderRadius: radius }} aria-hidden="true" />
)

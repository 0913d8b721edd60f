import { Sha256Schema, type Graph } from '@reelgraph/shared'
import Clapperboard from 'lucide-react/icons/clapperboard'
import type { ReactNode } from 'react'
import { posterUrl } from '../api/urls.ts'
import { ImageView } from '../ui/media/image-view.tsx'
import { MiniGraph } from './mini-graph.tsx'
import styles from './poster.module.css'

interface PosterProps {
  /** An asset, or an address of this server. */
  readonly poster: string | undefined
  /** Drawn where there is no picture. */
  readonly graph?: Graph
  /** Where there is no graph either. */
  readonly icon?: ReactNode
}

/** What a project or template looks like, 16:9. */
export function Poster({ poster, graph, icon = <Clapperboard /> }: PosterProps) {
  const src = poster !== undefined && Sha256Schema.safeParse(poster).success ? posterUrl(poster) : poster
  return (
    <span className={styles.poster}>
      {src !== undefined ? (
        <ImageView src={src} alt="" fit="cover" />
      ) : graph && Object.keys(graph.nodes).length > 0 ? (
        <MiniGraph graph={graph} />
      ) : (
        icon
      )}
    </span>
  )
}

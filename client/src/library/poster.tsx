import { Sha256Schema, type Graph } from '@reelgraph/shared'
import Clapperboard from 'lucide-react/icons/clapperboard'
import type { ReactNode } from 'react'
import { posterUrl } from '../api/urls.ts'
import { ImageView } from '../ui/media/image-view.tsx'
import { MiniGraph } from './mini-graph.tsx'
import styles from './poster.module.css'

interface PosterProps {
  /** An asset, or an address of this server. A `/posters/x.jpg` has its film beside it, `/posters/x.mp4`. */
  readonly poster: string | undefined
  /** Plays the film, where there is one. */
  readonly moving?: boolean
  /** Drawn where there is no picture. */
  readonly graph?: Graph
  /** Where there is no graph either. */
  readonly icon?: ReactNode
}

const hasFilm = /(?<=^\/posters\/[\w-]+)\.jpg$/

/** What a project or template looks like, 16:9. */
export function Poster({ poster, graph, moving = false, icon = <Clapperboard /> }: PosterProps) {
  const src = poster !== undefined && Sha256Schema.safeParse(poster).success ? posterUrl(poster) : poster
  return (
    <span className={styles.poster}>
      {src !== undefined ? (
        <>
          <ImageView src={src} alt="" fit="cover" />
          {moving && hasFilm.test(src) && <video src={src.replace(hasFilm, '.mp4')} autoPlay muted loop playsInline />}
        </>
      ) : graph && Object.keys(graph.nodes).length > 0 ? (
        <MiniGraph graph={graph} />
      ) : (
        icon
      )}
    </span>
  )
}

import { useEffect } from 'react'

/** What the tab is called: `The forge at dawn · Reelgraph`. */
export const useTitle = (title: string | undefined): void => {
  useEffect(() => {
    document.title = title ? `${title} · Reelgraph` : 'Reelgraph'
  }, [title])
}

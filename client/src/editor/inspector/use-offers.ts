import { compareModels, errorBody, type ErrorBody, type ModelOffer, type Node } from '@reelgraph/shared'
import { useEffect, useState } from 'react'
import { call } from '../../api/call.ts'
import { useEditing } from '../editor-context.ts'

interface Offers {
  /** By model id; absent until they have come. */
  readonly offers?: ReadonlyMap<string, ModelOffer>
  readonly error?: ErrorBody
}

/** What every model would cost and take here, asked for again whenever the node changes. */
export const useOffers = (node: Node): Offers => {
  const { document, project } = useEditing()
  const [state, setState] = useState<Offers>({})
  useEffect(() => {
    const giveUp = new AbortController()
    const ask = async (): Promise<void> => {
      try {
        await document.flush()
        const { offers } = await call(compareModels, {
          params: { id: project },
          body: { node: node.id },
          signal: giveUp.signal,
        })
        setState({ offers: new Map(offers.map((offer) => [offer.model, offer])) })
      } catch (thrown) {
        if (!giveUp.signal.aborted) setState({ error: errorBody(thrown) })
      }
    }
    void ask()
    return () => giveUp.abort()
  }, [document, project, node])
  return state
}

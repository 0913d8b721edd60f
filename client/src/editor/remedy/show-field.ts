import type { Editing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'

/** In place of the name of a field: where the model is chosen. */
export const MODEL_PLACE = '$model'

/** The same: where its fallbacks are named. */
export const FALLBACKS_PLACE = '$fallbacks'

/** Selects a node and leads to one of its settings or inputs; without a name to all of them. */
export const showField = ({ session }: Pick<Editing, 'session'>, node: string, field: string | undefined): void => {
  select(session, [node])
  session.setState({ inspector: true, focus: { node, field } })
}

import { fail } from '@reelgraph/shared'
import type { ResultUser } from '../store/retention-rows.ts'
import { Names } from './names.ts'
import { readProjects } from './read-roots.ts'
import type { MarkParts } from './mark.ts'
import type { Drop } from './retention.ts'

interface Dropped {
  /** The numbers of its rows. */
  readonly results: readonly number[]
  readonly users: readonly ResultUser[]
}

/**
 * Whether a person may drop a result.
 * @throws `not-found`; `conflict` where it is pinned somewhere or a run uses it; `locked`.
 */
export const checkDrop = async (parts: MarkParts, { project, node, fingerprint }: Drop): Promise<Dropped> => {
  const { results, users } = parts.rows.under(fingerprint)
  if (!users.some((user) => user.project === project && user.node === node)) {
    throw fail('not-found', 'This node has no such result.', { node, hint: 'It may have been dropped already.' })
  }
  for await (const { project: reader, binned } of readProjects(parts)) {
    const where = `${reader.id === project ? 'this project' : `“${reader.name}”`}${binned ? ', which is in the bin' : ''}`
    for (const other of Object.values(reader.nodes)) {
      const title = `“${other.title ?? other.kind}”`
      if (Object.values(other.pins).includes(fingerprint)) {
        throw fail('conflict', `This result is the chosen one of ${title} in ${where}.`, {
          node: other.id,
          hint: 'Choose another take there first.',
        })
      }
      const isUser = users.some((user) => user.project === reader.id && user.node === other.id)
      if (other.locked && isUser) {
        throw fail('locked', `${title} in ${where} is locked and made this result.`, {
          node: other.id,
          hint: 'Unlock it first.',
        })
      }
    }
  }
  for (const { id } of await parts.journal.unfinished()) {
    const names = new Names()
    for (const { event } of await parts.journal.read(id, 0)) names.addAllIn(JSON.stringify(event))
    if (names.has(fingerprint)) {
      throw fail('conflict', 'A run that is going on uses this result.', {
        hint: 'Wait until it has ended, or stop it.',
      })
    }
  }
  return { results, users }
}

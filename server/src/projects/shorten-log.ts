import type { ProjectId } from '@reelgraph/shared'
import type { ServerLog } from '../log.ts'
import type { DocumentStore } from '../store/documents.ts'
import type { OpLog } from '../store/stores.ts'
import type { ProjectFile } from './project-file.ts'

interface ShortenerParts {
  readonly documents: DocumentStore<ProjectFile>
  readonly opLog: OpLog
  readonly log: ServerLog
  readonly now: () => number
}

const DAY_MS = 24 * 60 * 60 * 1000
/** How long a batch is kept for a page that comes back, in milliseconds. */
const KEPT_MS = 30 * DAY_MS
/** What is let go of lies on the disk at least so often. */
const LEAST_FORMS = 2

/**
 * Lets go of the batches of a project that are a month old and part of its file and of every copy of it, so that the log leads
 * on from each of them. At most once a day a project; to be called when the file has just been written.
 */
export const createLogShortener = ({
  documents,
  opLog,
  log,
  now,
}: ShortenerParts): ((id: ProjectId) => Promise<void>) => {
  const looked = new Map<ProjectId, number>()
  const shorten = async (id: ProjectId): Promise<void> => {
    const before = now() - KEPT_MS
    const oldest = await opLog.oldest(id)
    if (!oldest || oldest.at >= before) return
    const forms = await documents.forms(id)
    if (forms.length < LEAST_FORMS) return
    await opLog.shorten(id, { before, keepFrom: Math.min(...forms.map(({ revision }) => revision)) })
  }
  return async (id) => {
    const last = looked.get(id)
    if (last !== undefined && now() - last < DAY_MS) return
    looked.set(id, now())
    await shorten(id).catch((error: unknown) =>
      log.error(`The log of changes of project ${id} could not be shortened; it is as it was.`, error),
    )
  }
}

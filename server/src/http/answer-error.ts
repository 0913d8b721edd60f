import { ERROR_KINDS, newRequestId, ReelgraphError, type ErrorBody } from '@reelgraph/shared'
import type { ServerLog } from '../log.ts'

/** What a person is told of anything that was thrown. What was not foreseen is logged with its stack and sent without. */
export const readableError = (thrown: unknown, log: ServerLog): ErrorBody => {
  if (thrown instanceof ReelgraphError) {
    if (ERROR_KINDS[thrown.code].blame === 'us') log.error('A request could not be answered.', thrown)
    return thrown.body
  }
  const requestId = newRequestId()
  log.error(`Something went wrong (${requestId})`, thrown)
  return {
    code: 'internal',
    message: 'Something went wrong inside Reelgraph.',
    hint: `Try again. If it stays, report it with what the server has printed for ${requestId}.`,
    requestId,
  }
}

export const answerError = (error: ErrorBody): Response =>
  Response.json({ error }, { status: ERROR_KINDS[error.code].status })

import { requestFailure, type Reading } from '../failures/request-failure.ts'
import { saidError, type SaidError } from './said-error.ts'

/** Why a request failed, and whether it may have been paid for all the same. */
export const chatFailure = (thrown: unknown, reading: Omit<Reading<SaidError>, 'said'>): Error =>
  requestFailure(thrown, { ...reading, said: saidError })

import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { describeStores } from '../contract/describe-stores.ts'
import type { StoresUnderTest } from '../contract/stores-under-test.ts'
import { createApprovalStore } from './approvals.ts'
import { createAttemptStore } from './attempts.ts'
import { openDatabase } from './database.ts'
import { createDocumentFolder } from './document-folder.ts'
import { bind, createGraphStore, createRunJournal } from './journal.ts'
import { createModelTimes } from './model-times.ts'
import { createOpLog } from './op-log.ts'
import { createResultStore, createTakeStore } from './results.ts'
import { createSetbackStore } from './setbacks.ts'

const DocumentSchema = z.object({ form: z.int() })

const openIn = async (folder: string): Promise<StoresUnderTest> => {
  const database = openDatabase(join(folder, 'reelgraph.db'))
  onTestFinished(() => database.close())
  const bound = bind(database)
  return {
    journal: createRunJournal(bound),
    graphs: createGraphStore(bound),
    results: createResultStore(bound),
    takes: createTakeStore(bound),
    opLog: createOpLog(database),
    attempts: createAttemptStore(bound),
    approvals: createApprovalStore(bound),
    setbacks: createSetbackStore(bound),
    times: createModelTimes(bound),
    documents: createDocumentFolder({
      folder: join(folder, 'documents'),
      parse: (json) => DocumentSchema.parse(json),
    }),
    afterKill() {
      // The files as they are: what a killed process leaves, and nothing that it would still have written.
      const left = temporaryFolder()
      cpSync(folder, left, { recursive: true })
      return openIn(left)
    },
  }
}

describe('the embedded stores:', () => {
  describeStores(() => openIn(temporaryFolder()))
})

import { createHash } from 'node:crypto'
import {
  AssetIdSchema,
  FingerprintSchema,
  ProjectIdSchema,
  RunIdSchema,
  type Fingerprint,
  type RunEvent,
  type StoredResult,
} from '@reelgraph/shared'
import type { NewAttempt } from '../attempts.ts'
import type { NewRun } from '../stores.ts'

export const film = ProjectIdSchema.parse('film')
export const trailer = ProjectIdSchema.parse('trailer')
export const firstRun = RunIdSchema.parse('first')
export const secondRun = RunIdSchema.parse('second')

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
export const fingerprint = (text: string): Fingerprint => FingerprintSchema.parse(hash(text))

export const newRun = (more: Partial<NewRun> = {}): NewRun => ({
  id: firstRun,
  project: film,
  revision: 3,
  scope: { of: 'all' },
  status: 'running',
  createdAt: 1000,
  cost: 0,
  ...more,
})

export const resumed = (at: number): RunEvent => ({ type: 'run-resumed', at })

const subject = {
  kind: 'video',
  kindVersion: 1,
  model: 'fal/kling',
  modelVersion: 2,
  params: { seconds: 5 },
  inputs: {},
  take: 1,
}

export const storedResult = (name: string, more: Partial<StoredResult> = {}): StoredResult => ({
  fingerprint: fingerprint(name),
  outputs: {
    video: {
      value: {
        asset: AssetIdSchema.parse(hash(`${name}.mp4`)),
        kind: 'video',
        mime: 'video/mp4',
        bytes: 10,
        seconds: 5,
      },
    },
  },
  subject,
  project: film,
  run: firstRun,
  node: 'shot',
  item: null,
  at: 5000,
  milliseconds: 700,
  cost: 250_000,
  ...more,
})

export const newAttempt = (key: string, more: Partial<NewAttempt> = {}): NewAttempt => ({
  key,
  run: firstRun,
  project: film,
  node: 'shot',
  item: null,
  number: 1,
  provider: 'fal',
  model: 'fal/kling',
  fingerprint: fingerprint(key),
  subject,
  request: hash(`request ${key}`),
  reserved: 100_000,
  startedAt: 9000,
  day: '2026-11-20',
  title: 'Shot',
  ...more,
})

import { beforeAll, expect, test } from 'vitest'
import type { TaskState } from '@reelgraph/shared'
import { differences } from './equal-ends.ts'
import type { View } from './fact.ts'
import { undisturbed } from './scenario.ts'
import { everyKind } from './scenarios.ts'
import { contradictions, madeTwice, undone, type Statement } from './truth.ts'

let view: View
let statement: Statement

beforeAll(async () => {
  ;({ view, statement } = await undisturbed(everyKind))
}, 60_000)

const withTask = (node: string, change: (task: TaskState) => TaskState): View => ({
  ...view,
  run: { ...view.run, tasks: view.run.tasks.map((task) => (task.node === node ? change(task) : task)) },
})

const withAttempt = (node: string, change: Partial<TaskState['attempts'][number]>): View =>
  withTask(node, (task) => ({ ...task, attempts: task.attempts.map((attempt) => ({ ...attempt, ...change })) }))

test('a run without a crash agrees with the provider’s books', () => {
  expect(contradictions(view, statement)).toEqual([])
  expect(madeTwice(statement)).toEqual([])
  expect(undone(view, view)).toEqual([])
  const title = view.run.tasks.find(({ node }) => node === 'title')
  expect(title?.attempts.map(({ model }) => model)).toEqual(['fake/job', 'fake/spare'])
})

test.each<[string, () => readonly string[], RegExp]>([
  [
    'a second paid request of one attempt',
    () => contradictions(view, { ...statement, requests: [...statement.requests, ...statement.requests.slice(-1)] }),
    /sent 2 paid requests/,
  ],
  [
    'a request that was not written down before',
    () =>
      contradictions(
        { ...view, events: view.events.filter(({ event }) => event.type !== 'attempt-started') },
        statement,
      ),
    /no attempt-started/,
  ],
  [
    'an attempt that the ledger does not know',
    () => contradictions({ ...view, ledger: view.ledger.slice(1) }, statement),
    /not in the ledger/,
  ],
  [
    'a ticket that the provider does not know',
    () => contradictions(view, { ...statement, jobs: new Map() }),
    /no job for it/,
  ],
  [
    'a job under way that is said to wait',
    () => contradictions(withAttempt('film', { status: 'running' }), statement),
    /under way/,
  ],
  [
    'a step that is said to wait and may have been paid',
    () =>
      contradictions(
        withTask('film', (task) => ({
          ...task,
          status: 'waiting',
          attempts: task.attempts.map((attempt) => ({ ...attempt, status: 'unknown' })),
        })),
        statement,
      ),
    /may have been paid/,
  ],
  [
    'an unknown that could have been asked for',
    () =>
      contradictions(
        withTask('film', (task) => ({ ...task, status: 'unknown' })),
        statement,
      ),
    /could have been asked/,
  ],
  [
    'a charge that is not told',
    () => contradictions(withAttempt('film', { charged: false }), statement),
    /said to have cost nothing/,
  ],
  ['a wrong price', () => contradictions(withAttempt('film', { cost: 1 }), statement), /was charged/],
  [
    'sums that differ',
    () => contradictions({ ...view, sum: { ...view.sum, settled: 1 } }, statement),
    /the ledger’s sum/,
  ],
  [
    'what is cancelled for nothing and billed',
    () =>
      contradictions(
        withTask('film', (task) => ({
          ...task,
          status: 'cancelled',
          attempts: task.attempts.map(({ key = '' }) => ({
            number: 1,
            key,
            status: 'cancelled' as const,
            startedAt: 0,
          })),
        })),
        statement,
      ),
    /will be charged/,
  ],
  [
    'another model after what may have been paid',
    () =>
      contradictions(
        withTask('title', (task) => ({
          ...task,
          attempts: task.attempts.map((attempt, place) => (place === 0 ? { ...attempt, charged: 'unknown' } : attempt)),
        })),
        statement,
      ),
    /fell back/,
  ],
  [
    'another model than the one that is named',
    () =>
      contradictions(
        withTask('title', (task) => ({ ...task, fallback: { model: 'fake/blind', because: 'No.' } })),
        statement,
      ),
    /is said to be made by fake\/blind/,
  ],
  [
    'another model that is not named',
    () =>
      contradictions(
        withTask('title', ({ fallback, ...task }) => {
          void fallback
          return task
        }),
        statement,
      ),
    /does not say who made it/,
  ],
  [
    'a gap in the journal',
    () => contradictions({ ...view, events: view.events.toSpliced(3, 1) }, statement),
    /goes on with/,
  ],
  [
    'an end after the end',
    () =>
      contradictions(
        { ...view, events: [...view.events, { ...view.events.at(-2)!, seq: view.events.length + 1 }] },
        statement,
      ),
    /after the end of the run/,
  ],
  [
    'something finished that is undone',
    () =>
      undone(
        view,
        withTask('film', (task) => ({ ...task, status: 'running' })),
      ),
    /was succeeded before/,
  ],
  [
    'the same made twice',
    () =>
      madeTwice({
        ...statement,
        jobs: new Map([...statement.jobs].flatMap(([id, job]) => [[id, job] as const, [`${id}+`, job] as const])),
      }),
    /made 2 times/,
  ],
  [
    'the same made by two models',
    () =>
      madeTwice({
        ...statement,
        jobs: new Map(
          [...statement.jobs].flatMap(([id, job]) => [
            [id, job] as const,
            [`${id}+`, { ...job, model: 'spare' as const }] as const,
          ]),
        ),
      }),
    /made 2 times/,
  ],
  [
    'another end',
    () =>
      differences({
        ...everyKind,
        without: view,
        withCrashes: withTask('film', (task) => ({ ...task, status: 'failed' })),
      }),
    /film ended as/,
  ],
  [
    'waiting for nothing',
    () =>
      differences({
        ...everyKind,
        without: view,
        withCrashes: withTask('film', (task) => ({ ...task, status: 'waiting' })),
      }),
    /film ended as/,
  ],
])('%s is found', (_, look, what) => {
  expect(look().join('\n')).toMatch(what)
})

test('a step may wait for one that is unknown, and only where the provider cannot be asked', () => {
  const lost = withTask('face', (task) => ({ ...task, status: 'unknown' }))
  const waiting = {
    ...lost,
    run: {
      ...lost.run,
      tasks: lost.run.tasks.map((task) => (task.node === 'film' ? { ...task, status: 'waiting' as const } : task)),
    },
  }
  expect(differences({ ...everyKind, without: view, withCrashes: waiting })).toEqual([])
  expect(differences({ ...everyKind, exact: true, without: view, withCrashes: waiting })).not.toEqual([])
})

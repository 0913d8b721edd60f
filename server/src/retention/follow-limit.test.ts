import { expect, it } from 'vitest'
import type { RunNews } from '../engine/engine.ts'
import { silentLog } from '../log.ts'
import { projectId, runId } from '../testing/graphs.ts'
import { followLimit } from './follow-limit.ts'

it('looks when a run has ended, and not again at once where that was no help', async () => {
  const time = { now: 0 }
  const answers = [undefined, { assets: none, results: none }, undefined]
  let looks = 0
  let tell: (news: RunNews) => void = () => undefined
  const stop = followLimit({
    engine: { watch: (listener) => ((tell = listener), () => (tell = () => undefined)) },
    retention: { keepToLimit: async () => answers[(looks += 1) - 1] },
    log: silentLog,
    now: () => time.now,
  })
  const end = async (): Promise<number> => {
    const event = { type: 'run-ended', at: 1, status: 'succeeded' } as const
    tell({ type: 'events', project: projectId('p'), run: runId('r'), events: [{ seq: 1, event }] })
    await new Promise((resolve) => setImmediate(resolve))
    return looks
  }
  tell({
    type: 'events',
    project: projectId('p'),
    run: runId('r'),
    events: [{ seq: 1, event: { type: 'run-waiting', at: 1 } }],
  })
  expect(looks).toBe(0)
  expect(await end()).toBe(1)
  expect(await end()).toBe(2)
  expect(await end()).toBe(2)
  time.now += 10 * 60 * 1000
  expect(await end()).toBe(3)
  stop()
  expect(await end()).toBe(3)
})

const none = { count: 0, bytes: 0 }

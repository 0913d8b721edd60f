import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  batch,
  event,
  eventsFrame,
  opsFrame,
  project,
  recorder,
  run,
  setUp,
  subscribed,
  whole,
} from './fake-connection.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('however the connection breaks, every event and batch is heard once and in order', () => {
  // A server that remembers everything, and a script of what happens: news, losses, duplicates, drops.
  const Step = fc.constantFrom('event', 'batch', 'lose', 'drop', 'repeat')
  fc.assert(
    fc.property(fc.array(Step, { maxLength: 60 }), (script) => {
      const { socket, latest } = setUp()
      const { heard, listener } = recorder()
      let revision = 0
      let seq = 1
      const answer = () => {
        for (const frame of latest().take()) {
          if (frame.type !== 'subscribe') continue
          const since = frame.sinceRevision ?? expect.unreachable('the document was known')
          const known = frame.runs[run]
          latest().say(
            subscribed({
              batches: Array.from({ length: revision - since }, (_, index) => batch(since + index + 1)),
              ...(known === undefined
                ? { runs: [{ run: whole, seq }] }
                : {
                    missed: [
                      { run, events: Array.from({ length: seq - known }, (_, index) => event(known + index + 1)) },
                    ],
                  }),
            }),
          )
        }
      }
      socket.subscribe(project, listener, { sinceRevision: 0 })
      latest().open()
      answer()
      for (const step of script) {
        if (step === 'event') latest().say(eventsFrame((seq += 1)))
        if (step === 'batch') latest().say(opsFrame((revision += 1)))
        if (step === 'drop') seq += 1
        if (step === 'repeat') latest().say(eventsFrame(Math.max(1, seq - 1), seq))
        if (step === 'lose') {
          latest().close()
          vi.advanceTimersByTime(250)
          latest().open()
        }
        answer()
      }
      latest().close()
      vi.advanceTimersByTime(250)
      latest().open()
      answer()
      expect(heard.filter((line) => line.startsWith('event'))).toEqual(
        Array.from({ length: seq - 1 }, (_, index) => `event ${index + 2}`),
      )
      expect(heard.filter((line) => line.startsWith('batch'))).toEqual(
        Array.from({ length: revision }, (_, index) => `batch ${index + 1}`),
      )
    }),
  )
})

import { expect, test } from 'vitest'
import { fakeServer, fingerprint, planned } from '../../runs/fake-runs.ts'
import { toApprove } from './to-approve.ts'

test('what a key approves is what stood there when it was pressed, of every selected step', () => {
  const { runs, begin, say } = fakeServer()
  runs.connect()
  const run = begin([planned('shots', { item: 'a' }), planned('shots', { item: 'b', position: 1 }), planned('other')])
  const made = (node: string, item: string | null, digit: string) =>
    say(
      run,
      {
        ...{ type: 'task-succeeded', at: 2, node, item },
        ...{ outputs: { image: { value: digit } }, fingerprint: fingerprint(digit) },
      },
      { type: 'gate-closed', at: 2, node, item, holds: [] },
    )
  expect(toApprove(runs, ['shots', 'other'])).toEqual([])
  made('shots', 'a', '1')
  made('shots', 'b', '2')
  made('other', null, '3')
  const tasks = [
    { node: 'shots', item: 'a', seen: fingerprint('1') },
    { node: 'shots', item: 'b', seen: fingerprint('2') },
  ]
  expect(toApprove(runs, ['shots'])).toEqual([{ run, tasks }])
})

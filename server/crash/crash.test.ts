import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { broken, undisturbed, type Kill, type Scenario } from './scenario.ts'
import { everyKind, killsOf, scenarioOf } from './scenarios.ts'

const kills = Number(process.env['REELGRAPH_CRASH_KILLS'] ?? 20)
const seed = Number(process.env['REELGRAPH_CRASH_SEED'] ?? 1)
/** A few kills are shared out between the two tests; many are for the random one, and the other takes every step. */
const few = kills <= 20

/** As many at once as the machine has room for. */
const inParallel = async (work: () => Promise<boolean>): Promise<void> => {
  const worker = async (): Promise<void> => {
    while (await work()) void 0
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism() - 1) }, worker))
}

const told = ({ name }: Scenario, points: readonly Kill[], wrong: readonly string[]): string =>
  `${name}, killed ${JSON.stringify(points)}:\n  ${wrong.join('\n  ')}`

test(`killed at random points, a run pays for nothing twice and ends as it would have`, async () => {
  const wanted = few ? Math.ceil(kills / 2) : kills
  let next = seed
  let done = 0
  const wrong: string[] = []
  await inParallel(async () => {
    if (done >= wanted || wrong.length > 0) return false
    const number = next++
    const scenario = scenarioOf(number)
    try {
      const without = await undisturbed(scenario)
      const points = killsOf(number, without)
      const end = await broken(scenario, without, points)
      done += end.kills.length
      if (end.wrong.length > 0) wrong.push(told(scenario, points, end.wrong))
    } catch (error) {
      wrong.push(String(error))
    }
    return true
  })
  expect(wrong.join('\n')).toBe('')
  expect(done).toBeGreaterThanOrEqual(wanted)
})

test('killed at every step that it writes down or sends, a run pays for nothing twice and ends as it would have', async () => {
  const without = await undisturbed(everyKind)
  expect(without.view.run.status).toBe('succeeded')
  const places = Array.from({ length: without.passed }, (_, index) => index + 1)
  const stride = few ? Math.max(1, Math.floor(places.length / Math.floor(kills / 2))) : 1
  const open = places.filter((place) => (place + seed) % stride === 0)
  const wrong: string[] = []
  let done = 0
  await inParallel(async () => {
    const atPlace = open.shift()
    if (atPlace === undefined) return false
    const end = await broken(everyKind, without, [{ atPlace }])
    done += end.kills.length
    if (end.wrong.length > 0) wrong.push(told(everyKind, [{ atPlace }], end.wrong))
    return true
  })
  expect(wrong.join('\n')).toBe('')
  expect(done).toBeGreaterThan(0)
})

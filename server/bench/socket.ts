// Everything that happens in runs, to everybody who watches: our server beside bare ws, in turn, with the same engine in both.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { bench as createBench, median } from './harness.ts'
import { openSide, type Round, type Side } from './socket/side.ts'
import { stall } from './socket/stalled-reader.ts'

const EVENTS_PER_SECOND = 1000
const SUBSCRIBERS = 100
const WARM_UP_MS = 2000
const ROUNDS = 4
const ROUND_MS = { hub: 5000, bare: 2000 }
/** A step that is done is one of two events. */
const HEARD_PER_SECOND = (EVENTS_PER_SECOND / 2) * SUBSCRIBERS
const MB = 1024 * 1024

const percentile = ({ delays }: Round, part: number): number => delays[Math.ceil(delays.length * part) - 1] ?? NaN

/** The middle of all rounds: what others do on the machine meanwhile is not what is measured. */
const typical = (rounds: readonly Round[], figure: (round: Round) => number): number => median(rounds.map(figure))

/** A clock that differs between the processes, or events that nobody heard, would make a fine figure. */
const check = (round: Round): Round => {
  if ((round.delays[0] ?? -1) < 0) throw new Error('The processes do not have the same clock: an event came too early.')
  const expected = (round.milliseconds / 1000) * HEARD_PER_SECOND
  if (round.delays.length < expected * 0.9)
    throw new Error(
      `Of ${Math.round(expected)} steps only ${round.delays.length} were heard of: the load was too small.`,
    )
  return round
}

const bench = createBench('socket')
const folder = mkdtempSync(join(tmpdir(), 'reelgraph-bench-'))
const options = { folder, eventsPerSecond: EVENTS_PER_SECOND, subscribers: SUBSCRIBERS }
const sides: Side[] = []
const open = async (mode: 'hub' | 'bare'): Promise<Side> => {
  const side = await openSide({ mode, ...options })
  sides.push(side)
  await side.round(() => delay(WARM_UP_MS))
  return side
}

/** One more subscriber stops reading, until it is dropped; it comes back while everything goes on. */
const standStill = async (hub: Side) => {
  let goodbye = ''
  let stalled: Awaited<ReturnType<typeof stall>> | undefined
  const round = await hub.round(async () => {
    stalled = await stall(hub)
    for (let looks = 0; (await hub.dropped()) === 0; looks += 1) {
      if (looks > 400) throw new Error('A reader that reads nothing was not dropped within 20 seconds.')
      await delay(50)
    }
    goodbye = await stalled.readOn()
    await stalled.comeBack()
    await delay(1000)
  })
  const { runs } = await hub.totals()
  return { round: check(round), goodbye, lost: stalled?.lost(runs) ?? NaN }
}

try {
  const hub = await open('hub')
  const bare = await open('bare')
  const ours: Round[] = []
  const theirs: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(check(await hub.round(() => delay(ROUND_MS.hub))))
    theirs.push(check(await bare.round(() => delay(ROUND_MS.bare))))
  }
  const load = `${EVENTS_PER_SECOND.toLocaleString('en')} events/s to ${SUBSCRIBERS} subscribers`
  const beside = (name: string, unit: string, figure: (round: Round) => number, goal?: { readonly atMost: number }) =>
    bench.add({
      case: name,
      unit,
      value: typical(ours, figure),
      baseline: typical(theirs, figure),
      ...(goal && { goal }),
    })
  beside(`${load}, p99 delay`, 'ms', (round) => percentile(round, 0.99), { atMost: 50 })
  beside('p50 delay', 'ms', (round) => percentile(round, 0.5))
  const longest = (rounds: readonly Round[]): number => Math.max(...rounds.map((round) => percentile(round, 1)))
  bench.add({ case: 'longest delay', unit: 'ms', value: longest(ours), baseline: longest(theirs) })
  beside('processor time of the server', '%', ({ processorMs, milliseconds }) => (processorMs / milliseconds) * 100)
  bench.add({
    case: 'events told',
    unit: '1/s',
    value: typical(ours, ({ told, milliseconds }) => (told * 1000) / milliseconds),
    goal: { atLeast: EVENTS_PER_SECOND * 0.99 },
  })
  const grown = (rounds: readonly Round[], kind: 'held' | 'resident'): number => {
    const [middle, end] = [rounds[ROUNDS / 2 - 1], rounds.at(-1)]
    return middle && end ? (end.memory[kind] - middle.memory[kind]) / MB : NaN
  }
  bench.add({
    case: 'server memory in use, growth in the second half',
    unit: 'MB',
    value: grown(ours, 'held'),
    goal: { atMost: 5 },
  })
  bench.add({
    case: 'server memory of the process, growth in the second half',
    unit: 'MB',
    value: grown(ours, 'resident'),
    baseline: grown(theirs, 'resident'),
    goal: { atMost: 10 },
  })
  const { round, goodbye, lost } = await standStill(hub)
  bench.add({
    case: 'one reader stands still: p99 delay of the others',
    unit: 'ms',
    value: percentile(round, 0.99),
    goal: { atMost: 50 },
  })
  bench.add({
    case: `dropped with “${goodbye}”, and back: events it lacks`,
    unit: 'events',
    value: goodbye.startsWith('4008') ? lost : NaN,
    goal: { atMost: 0 },
  })
  bench.add({ case: 'events dropped or out of order', unit: 'events', value: await hub.lost(), goal: { atMost: 0 } })
  bench.finish()
} finally {
  await Promise.all(sides.map((side) => side.end()))
  rmSync(folder, { recursive: true, force: true })
}

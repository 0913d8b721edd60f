import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { silentLog } from '../log.ts'
import { FakeEngine } from '../testing/fake-engine.ts'
import { breath, openProjects } from '../testing/open-projects.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { film, graph, run, started, subscribe, taskStarted } from '../testing/watched-film.ts'
import type { Line } from './connection.ts'
import { SocketHub } from './socket-hub.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const CYCLES = 1000

/** How many sockets and timers keep this process busy. */
const resources = () => {
  const count = (kind: string): number => process.getActiveResourcesInfo().filter((name) => name === kind).length
  return { sockets: count('TCPSocketWrap'), timers: count('Timeout'), immediates: count('Immediate') }
}

it('holds nothing of a thousand connections that came, subscribed, left and closed', async () => {
  const { projects, database } = openProjects(temporaryFolder(), { slowReads: true })
  const engine = new FakeEngine()
  const [watchRuns, watchProjects] = [vi.spyOn(engine, 'watch'), vi.spyOn(projects, 'watch')]
  const { project, revision } = await projects.create({ id: film, name: 'Film', graph, settings: {} })
  await engine.start({ project, revision, scope: { of: 'all' }, id: run })
  const hub = new SocketHub({
    projects,
    engine,
    log: silentLog,
    readableError: (thrown) => {
      throw thrown
    },
  })
  const gone: WeakRef<object>[] = []
  let sent = 0
  const cycle = async (index: number): Promise<void> => {
    const answer = Promise.withResolvers<void>()
    const line: Line = {
      bufferedAmount: 0,
      send() {
        sent += 1
        answer.resolve()
      },
      ping: () => {},
      close: () => {},
      terminate: () => {},
    }
    const connection = hub.connect(line)
    gone.push(new WeakRef(line), new WeakRef(connection))
    connection.receive(JSON.stringify(subscribe))
    // Some leave before they have their answer, some after; some say so, some ask twice, some are just gone.
    if (index % 2 === 0) await answer.promise
    if (index % 11 === 0) await breath()
    if (index % 3 === 0) connection.receive(JSON.stringify({ type: 'unsubscribe', project: film }))
    if (index % 5 === 0) connection.receive(JSON.stringify(subscribe))
    engine.emit(run, { ...taskStarted, attempt: index + 1 })
    if (index % 7 === 0) connection.end(1001, 'the server stops')
    connection.closed()
  }
  for (let index = 0; index < CYCLES; index += 1) await cycle(index)
  expect(sent).toBeGreaterThan(CYCLES / 2)

  await vi.waitFor(() => {
    collect()
    expect(gone.filter((reference) => reference.deref() !== undefined)).toHaveLength(0)
  })
  const before = sent
  engine.emit(run, taskStarted)
  expect(sent).toBe(before)
  expect([watchRuns.mock.calls.length, watchProjects.mock.calls.length]).toEqual([1, 1])
  hub.close()
  database.close()
})

it('has no socket, timer or listener more after a thousand browsers have come and gone', async () => {
  const { url, engine, startRun } = await started()
  await startRun()
  const visit = async (index: number): Promise<void> => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/socket`)
    await once(socket, 'open')
    const answer = once(socket, 'message')
    socket.send(JSON.stringify(subscribe))
    await answer
    if (index % 2 === 0) socket.send(JSON.stringify({ type: 'unsubscribe', project: film }))
    engine.emit(run, { ...taskStarted, attempt: index + 1 })
    const closed = once(socket, 'close')
    if (index % 3 === 0) socket.terminate()
    else socket.close()
    await closed
  }
  const listeners = () => process.eventNames().map((name) => [name, process.listenerCount(name)])
  const visits = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 10)
      await Promise.all(Array.from({ length: 10 }, (_, place) => visit(index + place)))
  }
  const silence = async (): Promise<void> => {
    while (resources().sockets > 0) await breath()
  }
  await visits(10)
  await silence()
  const [before, heard] = [resources(), listeners()]
  await visits(CYCLES)
  await silence()
  const after = resources()
  expect(after.timers).toBeLessThanOrEqual(before.timers)
  expect(after.immediates).toBeLessThanOrEqual(before.immediates)
  expect(listeners()).toEqual(heard)
})

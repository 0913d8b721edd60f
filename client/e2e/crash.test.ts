import { expect, test } from 'vitest'
import type { NodeId, Op, OpenedProject, RunEvent } from '@reelgraph/shared'
import type { Page } from 'playwright-core'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, notice, runEnded, saved, watch } from './canvas.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a server that dies in the middle of a run', () => {
  const stage = useStage()

  const running = async (page: Page): Promise<void> => {
    await card(page, 'Camera')
      .getByText(/ at \d+ %/)
      .waitFor()
  }
  const nodeCalled = ({ project }: OpenedProject, title: string): NodeId => {
    const node = Object.values(project.nodes).find((entry) => entry.title === title)
    if (!node) throw new Error(`There is no ${title}.`)
    return node.id
  }
  const set = (node: NodeId, name: string, value: string | number): Op => ({
    op: 'set',
    path: ['nodes', node, 'params', name],
    value,
  })

  test('finishes it after the restart by itself, and makes nothing twice that was finished', async () => {
    const opened = await stage.project({ template: 'first-film', name: 'Survivor' })
    const { id } = opened.project
    await stage.api.change(id, opened.revision, [set(nodeCalled(opened, 'Camera'), 'seconds', 3)])
    const page = await openProject(stage, id)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await running(page)
    const { id: run } = await newestRun(stage.api, id)
    const eventsOf = async (): Promise<readonly RunEvent[]> => {
      const { events } = await stage.api.ask<{ events: { event: RunEvent }[] }>(`/api/runs/${run}/events`)
      return events.map(({ event }) => event)
    }
    const before = await eventsOf()
    await stage.server.kill('SIGKILL')

    // the page says so, keeps what is done on it, and loses nothing
    await page.getByRole('alert').getByText('The server does not answer.').waitFor()
    await shoot(page, 'crash-away')
    await card(page, 'Concept').getByRole('textbox').fill('a fisherman mends a net in the harbour at dusk')
    await page.getByRole('status').getByText('offline, kept here').waitFor()

    await stage.server.restart()
    await saved(page)
    await page.getByRole('region', { name: 'Run' }).getByText('Running').waitFor()
    await shoot(page, 'crash-back')
    expect(await runEnded(page)).toMatch(/^Done/)

    const events = await eventsOf()
    const count = (type: RunEvent['type']) => {
      const counts = new Map<string, number>()
      for (const event of events)
        if (event.type === type && 'node' in event && 'item' in event)
          counts.set(`${event.node} ${event.item}`, (counts.get(`${event.node} ${event.item}`) ?? 0) + 1)
      return counts
    }
    const done = before.flatMap((event) => (event.type === 'task-succeeded' ? [`${event.node} ${event.item}`] : []))
    expect(done.length).toBeGreaterThan(2)
    expect(events.filter((event) => event.type === 'run-resumed')).toHaveLength(1)
    expect(events.filter((event) => event.type === 'run-ended')).toHaveLength(1)
    expect([...count('task-succeeded').values()]).toEqual(Array.from({ length: 11 }, () => 1))
    for (const task of done) expect(count('task-started').get(task)).toBe(1)
    const again = [...count('task-started')].filter(([, times]) => times > 1).map(([task]) => task)
    expect(again.length).toBeGreaterThan(0)
    expect(again.filter((task) => done.includes(task))).toEqual([])
    expect((await stage.api.open(id)).project.nodes[nodeCalled(opened, 'Concept')]?.params.text).toBe(
      'a fisherman mends a net in the harbour at dusk',
    )
    await watch(page, 'Film')
    await notice(page, /^Done/).waitFor()
    await shoot(page, 'crash-done')
  })
})

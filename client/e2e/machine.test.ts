import { expect, test } from 'vitest'
import type { NodeId, Op, OpenedProject, Plan, Settings } from '@reelgraph/shared'
import { describeInBrowser } from './browser.ts'
import { newestRun } from './api.ts'
import { runEnded, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

/** The step that makes the music: quick, and it depends on nothing. */
const musicOf = ({ project }: OpenedProject): NodeId => {
  const node = Object.values(project.nodes).find(({ kind, title }) => kind === 'audio' && title === 'Music')
  if (!node) throw new Error('The first film has music.')
  return node.id
}

describeInBrowser('queue, costs and storage', () => {
  const stage = useStage()

  test('a paused account holds what waits for it; bar, card and queue say so, and let it go first and go on', async () => {
    // the queue of the draft models is there before anything has used it
    await stage.api.post('/api/lanes/draft/resume', {})
    const project = await drawn(stage, 'text → image', {
      text: { title: 'Concept', params: { text: 'a ferry at night' } },
      image: { title: 'Frame' },
    })
    const page = await openProject(stage, project)
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const queue = page.getByRole('dialog', { name: 'Queue' })
    await page.getByRole('button', { name: /^Queue/ }).click()
    await queue.getByRole('button', { name: 'Pause Draft' }).click()
    await queue.getByText('Paused by you').waitFor()
    await page.keyboard.press('Escape')
    await queue.waitFor({ state: 'detached' })
    // what closes gives the focus back a moment later
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
      .toMatch(/^Queue/)

    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    const bar = page.getByRole('region', { name: 'Run', exact: true })
    await bar.getByText('Draft is paused by you').waitFor()
    await says(page, 'Frame', 'Draft is paused by you')
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(1)
    await shoot(page, 'paused')

    await page.getByRole('button', { name: /^Queue/ }).click()
    await queue.getByRole('link', { name: 'Drawn' }).waitFor()
    await queue.getByRole('radio', { name: 'High' }).first().click()
    await queue.getByRole('radio', { name: 'High', checked: true }).first().waitFor()
    // a run may have a hundred thousand tasks: a row of the queue needs none of them
    expect(asked.filter((path) => path.startsWith('/api/runs/') && !path.endsWith('/priority'))).toEqual([])
    await shoot(page, 'queue')
    await page.keyboard.press('Escape')
    await queue.waitFor({ state: 'detached' })

    await bar.getByRole('button', { name: 'Go on now' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    const run = await newestRun(stage.api, project)
    expect([run.status, run.priority]).toEqual(['succeeded', 'high'])
  })

  test('a limit of the day is set by keyboard, holds after a reload, and goes again', async () => {
    const page = await stage.tab('/costs')
    await page.getByRole('heading', { name: 'Nothing spent yet' }).waitFor()
    await page.getByRole('button', { name: 'Change: Most in a day, no limit' }).press('Enter')
    await page.keyboard.type('none')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('An amount above zero is needed').waitFor()
    await page.getByRole('textbox', { name: 'Most in a day' }).fill('7.5')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Change: Most in a day, $7.50' }).waitFor()
    await page.getByRole('meter', { name: 'Spent of today’s limit' }).waitFor()
    expect(await stage.api.ask<Settings>('/api/settings')).toMatchObject({ dayCap: 7_500_000 })
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Change: Most in a day, $7.50' }).click()
    await page.getByRole('button', { name: 'No limit', exact: true }).click()
    await page.getByRole('button', { name: 'Change: Most in a day, no limit' }).waitFor()
    expect(await stage.api.ask<Settings>('/api/settings')).not.toHaveProperty('dayCap')
  })

  test('what no step shows any more can go, after a question that says how much', async () => {
    const opened = await stage.project({ template: 'first-film', name: 'Twice' })
    const { id } = opened.project
    const node = musicOf(opened)
    let { revision } = opened
    for (const seed of [1, 2, 3]) {
      const ops: readonly Op[] = [{ op: 'set', path: ['nodes', node, 'params', 'seed'], value: seed }]
      revision = (await stage.api.change(id, revision, ops)).revision
      const run = await stage.api.ended(await stage.api.start(id, { of: 'only', nodes: [node] }))
      expect(run.status).toBe('succeeded')
    }
    const page = await stage.tab('/storage')
    await page.getByText('2 results').waitFor()
    await page.getByRole('button', { name: 'Delete: Earlier results of free steps' }).click()
    const question = page.getByRole('dialog', { name: /^Delete 2 results, [\d.]+ [kM]?B\?$/ })
    await shoot(page, 'storage')
    await question.getByRole('button', { name: 'Delete' }).click()
    await page.getByText(/^Deleted: 2 results, [\d.]+ [kM]?B\.$/).waitFor()
    await page.getByText('Everything that is kept is in use.').waitFor()
    // What the step shows is still there, and nothing of it runs again.
    const plan = await stage.api.post<Plan>(`/api/projects/${id}/plan`, { scope: { of: 'only', nodes: [node] } })
    expect(plan.tasks.filter((task) => task.node === node).map(({ verdict }) => verdict)).toEqual(['reuse'])
  })
})

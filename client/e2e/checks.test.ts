import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runEnded, runToTheEnd, saved, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('what is off with what was made', () => {
  const stage = useStage()

  test('asks a person where its step says so, tells what it is, and goes on when it is kept', async () => {
    const project = await drawn(stage, 'text → image → video → assembly', {
      text: { title: 'Concept', params: { text: 'a lighthouse in the first snow' } },
      image: { title: 'Frame' },
      video: { title: 'Clip', params: { seconds: 2, move: 'static' } },
      assembly: { title: 'Film' },
    })
    const page = await openProject(stage, project)
    const clip = card(page, 'Clip')
    await clip.getByRole('heading').click()
    const rule = page.getByRole('radiogroup', { name: 'When something is off' })
    expect(await rule.getByRole('radio', { checked: true }).textContent()).toBe('Don’t look')
    await rule.getByRole('radio', { name: 'Try again' }).click()
    await page.getByRole('radiogroup', { name: 'Tries at most' }).getByRole('radio', { name: '2' }).click()
    await shoot(page, 'checks-rule')
    await rule.getByRole('radio', { name: 'Ask me' }).click()
    await saved(page)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await says(page, 'Clip', 'without any movement; you decide')
    await page.getByText('It is without any movement. Keep it as it is').waitFor()
    await shoot(page, 'checks-ask')
    await clip.getByRole('button', { name: 'Keep' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    await says(page, 'Clip', 'without any movement')
    const takes = page.getByRole('region', { name: 'Takes' })
    await takes.getByText('without any movement').waitFor()
    // the model that is set is not said again of each take
    expect(await takes.getByText('Draft camera').count()).toBe(0)
    await shoot(page, 'checks-kept')
    const run = await newestRun(stage.api, project)
    expect(run.tasks.find(({ node }) => node === 'video')?.findings).toMatchObject([{ check: 'frozen', port: 'video' }])
    expect(await runToTheEnd(page)).toBe('Nothing had to run: everything is reused.')
  })
})

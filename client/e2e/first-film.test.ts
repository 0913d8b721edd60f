import { expect, test } from 'vitest'
import { examineFilm } from './film.ts'
import { describeInBrowser } from './browser.ts'
import { card, runEnded, says, watch } from './canvas.ts'
import { shoot, useStage } from './stage.ts'

describeInBrowser('the first start', () => {
  const stage = useStage()

  test('opens First film; Run makes it, live, also across a reload; it plays and can be kept', async () => {
    const page = await stage.tab('/')
    await page.getByRole('textbox', { name: 'Project name' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Project name' }).inputValue()).toBe('First film')
    expect(page.url()).toContain('/p/')
    await shoot(page, 'first-film-opened')

    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    const bar = page.getByRole('region', { name: 'Run' })
    await bar.getByText('Running').waitFor()
    await page.getByRole('progressbar').first().waitFor()
    await card(page, 'Camera').getByRole('progressbar').first().waitFor()
    await shoot(page, 'first-film-runs')

    await page.reload()
    await bar.getByText('Running').waitFor()
    await card(page, 'Start frames').getByRole('option').first().waitFor()
    await shoot(page, 'first-film-reloaded')
    expect(await runEnded(page)).toMatch(/^Done in \d+:\d\d: \d+ steps made/)
    await says(page, 'Film', /0:1\d/)
    await watch(page, 'Film')
    await shoot(page, 'first-film-plays')

    await card(page, 'Film').getByRole('heading').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download take 1/ }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.mp4$/)
    const film = await examineFilm(await download.path())
    expect(film).toMatchObject({ videoStreams: 1, audioStreams: 1, width: 1280, height: 720 })
    expect(film.seconds).toBeGreaterThan(10)
  })
})

import { expect, test } from 'vitest'
import { NodeIdSchema, type Op } from '@reelgraph/shared'
import { describeInBrowser } from './browser.ts'
import { card } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

const IMAGE = NodeIdSchema.parse('image')
const VIDEO = NodeIdSchema.parse('video')

describeInBrowser('models that were retired', () => {
  const stage = useStage()

  /** As it was saved when its models were there. */
  const oldFilm = async () => {
    const id = await drawn(stage, 'text → image → video', {
      text: { title: 'Idea', params: { text: 'A fox in the snow' } },
      image: { title: 'Key frame' },
      video: { title: 'Shot' },
    })
    const set = (node: string, field: string, value: string | Record<string, string>): Op => ({
      op: 'set',
      path: ['nodes', node, field],
      value,
    })
    const { revision } = await stage.api.open(id)
    await stage.api.change(id, revision, [
      set(IMAGE, 'model', 'dall-e-3'),
      set(IMAGE, 'params', { size: '1024x1792', quality: 'hd', style: 'vivid', n: '1' }),
      set(VIDEO, 'model', 'runway/gen3a_turbo'),
      set(VIDEO, 'params', { duration: '10' }),
    ])
    return id
  }
  const modelsOf = async (id: Awaited<ReturnType<typeof oldFilm>>) => {
    const { project } = await stage.api.open(id)
    return [project.nodes[IMAGE]?.model, project.nodes[VIDEO]?.model, Object.keys(project.edges).length]
  }

  test('say so on their card with what changes, and one press replaces one with its wires; undo brings it back', async () => {
    const id = await oldFilm()
    const page = await openProject(stage, id)
    const frame = card(page, 'Key frame')
    await frame.getByText('“DALL·E 3” was retired on 12 May 2026.').waitFor()
    await frame.getByText('Not carried over: n 1.').waitFor()
    await frame.click({ position: { x: 40, y: 12 } })
    await shoot(page, 'retired-card')
    await frame.getByRole('button', { name: 'Use GPT Image 2.6 Flare' }).click()
    await page.getByRole('radio', { name: '9:16' }).or(page.getByText('9:16')).first().waitFor()
    await shoot(page, 'retired-replaced')
    await expect.poll(() => modelsOf(id)).toEqual(['openai/gpt-image-2.6-flare', 'runway/gen3a_turbo', 2])
    const { project } = await stage.api.open(id)
    expect(project.nodes[IMAGE]?.params).toEqual({ ratio: '9:16', quality: 'high', look: 'vivid' })
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => modelsOf(id)).toEqual(['dall-e-3', 'runway/gen3a_turbo', 2])
  })

  test('are all replaced in one step from the project, which one undo takes back', async () => {
    const id = await oldFilm()
    const page = await openProject(stage, id)
    await page.getByRole('button', { name: 'Replace all 2 retired models' }).waitFor()
    await shoot(page, 'retired-all')
    await page.getByRole('button', { name: 'Replace all 2 retired models' }).click()
    await expect.poll(() => modelsOf(id)).toEqual(['openai/gpt-image-2.6-flare', 'runway/gen4-turbo', 2])
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => modelsOf(id)).toEqual(['dall-e-3', 'runway/gen3a_turbo', 2])
  })
})

import { catalog } from '@reelgraph/nodes/catalog'
import type { TaskState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { earlierText } from './earlier-text.ts'
import { taskOf } from './fake-runs.ts'
import { fallbackOfTask } from './fallback-text.ts'

test('what a run says of it knows the model of then, and does not say that it is being made what has failed', () => {
  const attempts = [{ number: 1, model: 'fal/kling-v3-pro', status: 'failed', startedAt: 1 }] as const
  const fallback = { model: 'fal/veo3.1', because: 'The key was refused' }
  const of = (status: TaskState['status'], more: Partial<TaskState> = { attempts }) =>
    fallbackOfTask(catalog, taskOf('shot', status, { fallback, ...more }))
  expect(of('running')).toMatch(/^It is being made by Veo 3\.1 instead of Kling.* 3.*, because: The key was refused\.$/)
  expect(of('held')).toMatch(/^It is to be made by Veo/)
  expect(of('failed')).toMatch(/^It was to be made by Veo/)
  expect(of('succeeded', {})).toBe('Made by Veo 3.1, because: The key was refused.')
})

test('who could not before says why, or that it was the model of the step itself, which was never tried', () => {
  const text = (model: string | undefined) =>
    earlierText({ model, because: '“Shot”: fal has no key' }, { catalog, title: 'Shot' })
  expect(text('fal/flux-dev')).toBe('FLUX.1 dev could not either: Fal has no key.')
  expect(text(undefined)).toBe('Its own model could not either: Fal has no key.')
})

import type { DocumentedFailure } from '@reelgraph/nodes/conformance'
import type { TaskState } from '@reelgraph/shared'
import { describe, expect, test } from 'vitest'
import { lastOf, make, type Held } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio } from './studio.ts'

/** What a provider says, and what it may say beside or leave out. */
export const understandsAnswers = ({ table, model }: Held): void => {
  describe('understands', () => {
    const failures = table.failures.filter(({ of }) => of?.(model.id) ?? true)
    test.each(failures.map((failure) => ({ name: failure.name, failure })))('$name', async ({ failure }) => {
      await inStudio({ table }, async (studio) => {
        studio.emulator.fail(failure.failure, { ...(failure.on && { on: failure.on }) })
        const task = await make(studio, await soloProject(studio, { model }))
        expectUnderstood(task, failure)
        expect(studio.emulator.paid).toHaveLength(task.attempts.length)
      })
    })

    test('answers with more in them than is documented', async () => {
      await inStudio({ table }, async (studio) => {
        studio.emulator.fail({ as: 'changed', change: withMore }, { on: 'all', times: 1000 })
        const task = await make(studio, await soloProject(studio, { model }))
        expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
      })
    })

    test('answers without anything that may be missing', async () => {
      await inStudio({ table }, async (studio) => {
        const { optionalFields: fields } = table
        const change = without(new Set(typeof fields === 'function' ? fields(model.id) : fields))
        studio.emulator.fail({ as: 'changed', change }, { on: 'all', times: 1000 })
        const task = await make(studio, await soloProject(studio, { model }))
        expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
      })
    })
  })
}

const expectUnderstood = (task: TaskState, { code, says, suggests, charged, retried }: DocumentedFailure): void => {
  if (retried) {
    expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
    expect(task.attempts.map(({ status }) => status)).toEqual(['failed', 'succeeded'])
    expect(task.attempts[0]).toMatchObject({ charged, error: { code } })
    expect(task.attempts[0]?.error?.message).toMatch(says)
    return
  }
  expect([task.status, task.error?.code]).toEqual([code === 'unknown-outcome' ? 'unknown' : 'failed', code])
  expect(`${task.error?.message} ${task.error?.hint}`).toMatch(says)
  expect(task.error?.hint).toBeTruthy()
  expect(task.error?.suggestion).toBe(suggests)
  expect(lastOf(task)?.charged).toBe(charged)
}

const withMore = (body: unknown): unknown => {
  if (Array.isArray(body)) return body.map(withMore)
  if (typeof body !== 'object' || body === null) return body
  const entries = Object.entries(body).map(([name, value]) => [name, withMore(value)])
  return { ...Object.fromEntries(entries), something_new: { since: 'today' } }
}

const without =
  (names: ReadonlySet<string>) =>
  (body: unknown): unknown => {
    if (Array.isArray(body)) return body.map(without(names))
    if (typeof body !== 'object' || body === null) return body
    const left = Object.entries(body).filter(([name]) => !names.has(name))
    return Object.fromEntries(left.map(([name, value]) => [name, without(names)(value)]))
  }

import { catalog } from '@reelgraph/nodes/catalog'
import { assetsIn } from '@reelgraph/shared'
import { describe, expect, test } from 'vitest'
import { everyChoice } from './every-choice.ts'
import { lastOf, make, type Held } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio } from './studio.ts'

/** What goes well. */
export const makesWhatIsAsked = ({ table, model }: Held): void => {
  describe('makes what it is asked for', () => {
    test.each([
      ['with its defaults', false],
      ['with everything connected', true],
    ])('%s: one paid request, media of the right kind, and the price of the list', async (_, optional) => {
      await inStudio({ table }, async (studio) => {
        const project = await soloProject(studio, { model, optional })
        const plan = await studio.engine.plan({ project, revision: 0, scope: { of: 'all' } })
        const task = await make(studio, project)
        expect(task.error).toBeUndefined()
        expect(task.status).toBe('succeeded')
        expect(studio.emulator.paid).toHaveLength(1)
        if (model.makes !== 'text')
          expect(assetsIn(task.outputs ?? {})[0]?.kind).toBe(model.makes === 'compile' ? 'video' : model.makes)
        if (plan.total !== 'unknown') {
          expect(task.cost).toBeGreaterThanOrEqual(plan.total.low)
          expect(task.cost).toBeLessThanOrEqual(plan.total.high)
        }
      })
    })

    test('in the size that its definition says', async () => {
      const size = model.size?.({ params: model.params.parse({}), inputs: {} })
      if (!size) return
      await inStudio({ table }, async (studio) => {
        const task = await make(studio, await soloProject(studio, { model }))
        expect(assetsIn(task.outputs ?? {})[0]).toMatchObject(size)
      })
    })

    test('for every choice of every parameter', async () => {
      await inStudio({ table }, async (studio) => {
        studio.emulator.sketch()
        for (const params of everyChoice(model)) {
          const task = await make(studio, await soloProject(studio, { model, params }))
          expect([params, task.status, task.error?.message]).toEqual([params, 'succeeded', undefined])
        }
      })
    })

    test('the seed that was used is kept, and another take has another', async () => {
      if (!('seed' in model.params.shape)) return
      await inStudio({ table }, async (studio) => {
        const seeds: unknown[] = []
        for (const [params, take] of [
          [{}, 0],
          [{}, 1],
          [{ seed: 7 }, 0],
        ] as const) {
          const project = await soloProject(studio, { model, params })
          const step = project.nodes['step']
          if (!step) throw new Error('there is no step')
          const task = await make(studio, {
            ...project,
            nodes: { ...project.nodes, step: { ...step, takes: { '': take } } },
          })
          seeds.push(lastOf(task)?.seed)
        }
        expect(seeds).toEqual([expect.any(Number), expect.any(Number), 7])
        expect(seeds[0]).not.toBe(seeds[1])
      })
    })

    test('the key is in no address', async () => {
      await inStudio({ table }, async (studio) => {
        await make(studio, await soloProject(studio, { model, optional: true }))
        const fields = catalog.providers.get(table.provider)?.account?.fields ?? []
        const secrets = fields.flatMap(({ name, secret }) => (secret && table.values[name]) || [])
        for (const { path } of studio.emulator.calls) for (const secret of secrets) expect(path).not.toContain(secret)
      })
    })
  })
}

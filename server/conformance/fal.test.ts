import { describe, expect, test } from 'vitest'
import { catalog } from '@reelgraph/nodes/catalog'
import { falConformance } from '../../nodes/src/providers/fal/conformance.ts'
import { make } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio } from './studio.ts'
import { conform } from './suite.ts'

conform(falConformance)

describe('what only fal does', () => {
  const fluxDev = catalog.models.get('fal/flux-dev')
  if (!fluxDev) throw new Error('fal/flux-dev is not known')
  const isResult = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
    method === 'GET' && /^(\/[^/]+){2}\/requests\/[^/]+$/.test(path)
  const gone = { as: 'answer', status: 404, body: { detail: 'Request not found' }, accepts: true } as const

  test('a result that is not kept any more comes from the history of the account', async () => {
    await inStudio({ table: falConformance }, async (studio) => {
      studio.emulator.fail(gone, { on: isResult, times: 100 })
      const task = await make(studio, await soloProject(studio, { model: fluxDev }))
      expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
      expect(studio.emulator.paid).toHaveLength(1)
    })
  })

  test.each([
    { status: 418, body: { detail: 'I am a teapot' }, says: 'I am a teapot' },
    { status: 403, body: { detail: 'Access denied' }, says: 'Access denied' },
    { status: 502, body: '<html>Bad gateway</html>', says: 'Bad gateway' },
    { status: 404, body: '<html>Not found</html>', says: 'Not found' },
  ])('a result that is answered with $status is asked for again: nothing has ended', async ({ status, body, says }) => {
    await inStudio({ table: falConformance }, async (studio) => {
      studio.emulator.fail({ as: 'answer', status, body }, { on: isResult, times: 2 })
      if (status === 404)
        studio.emulator.fail({ as: 'answer', status: 503 }, { on: ({ path }) => path.endsWith('/by-endpoint') })
      const task = await make(studio, await soloProject(studio, { model: fluxDev }))
      expect([task.status, task.error?.message, task.attempts.length]).toEqual(['succeeded', undefined, 1])
      expect(studio.warnings[0]).toMatch(
        status === 404
          ? /fal.*history answers HTTP 503/
          : `fal gave no answer about its work that can be used: HTTP ${status}: ${says}`,
      )
    })
  })

  test('a prompt that the service rewrote is kept with the result, and with the attempt; one that it used as it is, is not', async () => {
    const flux2 = catalog.models.get('fal/flux-2')
    if (!flux2) throw new Error('fal/flux-2 is not known')
    await inStudio({ table: falConformance }, async (studio) => {
      for (const [expandPrompt, kept] of [
        [true, expect.stringMatching(/.+, soft light, 35 mm, fine grain$/)],
        [false, undefined],
      ]) {
        const project = await soloProject(studio, { model: flux2, params: { expandPrompt } })
        const { attempts } = await make(studio, project)
        expect(attempts[0]?.prompt).toEqual(kept)
        const [result] = await studio.engine.results({ project: project.id, node: 'step' })
        expect(result?.prompt).toEqual(kept)
      }
    })
  })

  test('where the history does not tell either, it may have been paid, and nobody says that it was not', async () => {
    await inStudio({ table: falConformance }, async (studio) => {
      studio.emulator.fail(gone, { on: isResult, times: 100 })
      const refused = { as: 'answer', status: 403, body: { detail: 'Insufficient scope' } } as const
      studio.emulator.fail(refused, { on: ({ path }) => path.endsWith('/by-endpoint'), times: 100 })
      const task = await make(studio, await soloProject(studio, { model: fluxDev }))
      expect([task.status, task.attempts[0]?.charged]).toEqual(['failed', 'unknown'])
    })
  })
})

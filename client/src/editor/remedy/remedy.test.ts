import { catalog } from '@reelgraph/nodes/catalog'
import { fail, newNode, NodeIdSchema, type ErrorBody, type ErrorCode } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { fieldTitle } from './field-title.ts'
import { hintOf, remedyOf } from './remedy.ts'

const stepOf = (kind: string, model: string) => {
  const step = catalog.stepOf(newNode({ id: NodeIdSchema.parse('n'), kind, model, x: 0, y: 0 }))
  return 'missing' in step ? expect.unreachable(step.missing.message) : step
}
const frame = stepOf('image', 'fal/flux-dev')
const said = (code: ErrorCode, more: Partial<ErrorBody> = { provider: 'fal' }): ErrorBody =>
  fail(code, 'It did not work.', more).body
const mend = (error: ErrorBody, { failed = true, step = frame, ofFallback = false } = {}) =>
  remedyOf(error, { catalog, step, failed, ofFallback })

test('a key that is missing or wrong is set at its provider', () => {
  expect(mend(said('key-missing'), { failed: false })).toEqual({ do: 'key', provider: 'fal' })
  expect(mend(said('key-rejected'))).toEqual({ do: 'key', provider: 'fal' })
})

test('credits are added, and payments looked at, where the account is; a server of one’s own has none', () => {
  const there = { do: 'account', title: 'fal', address: 'https://fal.ai' }
  expect(mend(said('no-credits'))).toEqual(there)
  expect(mend(said('unknown-outcome'))).toEqual(there)
  expect(mend(said('not-allowed'))).toEqual(there)
  expect(mend(said('no-credits', { provider: 'compatible' }))).toBeUndefined()
  expect(mend(said('no-credits', {}))).toBeUndefined()
})

test('refused words are rewritten; where no words were sent, there is nothing to rewrite', () => {
  expect(mend(said('content-policy'))).toEqual({ do: 'reword', port: 'prompt' })
  const film = stepOf('assembly', 'local/ffmpeg')
  expect(mend(said('content-policy'), { step: film })).toBeUndefined()
})

test('a setting that is not taken is led to by the name it has in the form, and so is an input', () => {
  expect(mend(said('bad-parameter', { field: 'guidance' }))).toEqual({ do: 'field', field: 'guidance' })
  expect(mend(said('bad-parameter', {}))).toEqual({ do: 'field', field: undefined })
  expect(mend(said('missing-input', { field: 'prompt' }), { failed: false })).toEqual({ do: 'field', field: 'prompt' })
  expect(['guidance', 'prompt', 'no-such'].map((name) => fieldTitle(frame, name))).toEqual([
    expect.stringMatching(/guidance/i),
    'Prompt',
    undefined,
  ])
})

test('an answer that was paid for and was too long leads to the setting that is too small, not to paying for it again', () => {
  const step = stepOf('text', 'anthropic/claude-haiku-5.5')
  const tooLong = said('bad-output', { provider: 'anthropic', field: 'maxTokens' })
  expect(mend(tooLong, { step })).toEqual({ do: 'field', field: 'maxTokens' })
  expect(fieldTitle(step, 'maxTokens')).toBe('Longest answer')
  expect(mend(said('bad-output', { field: 'onlyItHas' }), { ofFallback: true })).toEqual({ do: 'fallbacks' })
})

test('a model that is gone leads to the model; one whose name was typed leads to that name', () => {
  expect(mend(said('retired'))).toEqual({ do: 'model' })
  expect(mend(said('retired', { field: 'model' }))).toEqual({ do: 'field', field: 'model' })
})

test('what a fallback does not take is led to where the node has it, and else to the fallbacks', () => {
  const ofFallback = { ofFallback: true }
  expect(mend(said('bad-parameter', { field: 'guidance' }), ofFallback)).toEqual({ do: 'field', field: 'guidance' })
  expect(mend(said('bad-parameter', { field: 'onlyItHas' }), ofFallback)).toEqual({ do: 'fallbacks' })
  expect(mend(said('retired'), ofFallback)).toEqual({ do: 'fallbacks' })
  expect(mend(said('no-credits', { provider: 'runway' }), ofFallback)).toMatchObject({ do: 'account', title: 'Runway' })
})

test('what passes is run again, but not what a plan says', () => {
  for (const code of ['provider-down', 'provider-error', 'rate-limited', 'bad-output', 'process-died'] as const) {
    expect(mend(said(code))).toEqual({ do: 'again' })
    expect(mend(said(code), { failed: false })).toBeUndefined()
  }
  expect(mend(said('unequal-lists'))).toBeUndefined()
})

test('who has given up does not say that it is tried again by itself', () => {
  const error = said('rate-limited', { hint: 'It is tried again in 20 s.' })
  expect(hintOf(error, false)).toBe('It is tried again in 20 s.')
  expect(hintOf(error, true)).toMatch(/run it again/)
})

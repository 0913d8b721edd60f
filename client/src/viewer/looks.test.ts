import { newProjectId, newRunId, type Outputs, type StoredResult } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { fingerprint } from '../runs/fake-runs.ts'
import { fileName } from './file-name.ts'
import { idOf, looksOf } from './looks.ts'

const asset = (digit: string) => ({
  asset: digit.repeat(64) as never,
  kind: 'image' as const,
  mime: 'image/png',
  bytes: 1,
})
const take = (digit: string, outputs: Outputs): StoredResult => ({
  fingerprint: fingerprint(digit),
  outputs,
  project: newProjectId(),
  run: newRunId(),
  node: 'a',
  item: null,
  at: 1,
  milliseconds: 1,
  cost: 0,
  subject: { kind: 'image', kindVersion: 1, params: {}, inputs: {}, take: 0 },
})

test('every take is a look, numbered from 1', () => {
  const looks = looksOf(
    [take('a', { image: { value: asset('1') } }), take('b', { image: { value: asset('2') } })],
    undefined,
  )
  expect(looks.map(({ id, take: number }) => [id, number])).toEqual([
    [idOf(fingerprint('a')), 1],
    [idOf(fingerprint('b')), 2],
  ])
})

test('the timings beside a voice are not looked at, a text alone is', () => {
  expect(
    looksOf(
      [take('a', { audio: { value: asset('1') }, words: { value: [] }, text: { value: 'said' } })],
      undefined,
    ).map(({ value }) => value),
  ).toEqual([asset('1')])
  expect(looksOf([take('a', { text: { value: 'said' } })], undefined).map(({ value }) => value)).toEqual(['said'])
})

test('what was typed or imported has no take and is looked at all the same', () => {
  expect(looksOf([], { image: { value: asset('1') } })).toMatchObject([{ take: undefined, value: asset('1') }])
  expect(looksOf([], undefined)).toEqual([])
})

test('a download has a name that every system takes', () => {
  expect(fileName({ asset: { mime: 'video/mp4' }, title: 'Shots, item 2 of 3', take: 1 })).toBe(
    'Shots, item 2 of 3, take 1.mp4',
  )
  expect(fileName({ asset: { mime: 'image/jpeg' }, title: 'a/b: "c"?' })).toBe('a b c.jpg')
  expect(fileName({ asset: { mime: 'audio/x-wav' }, title: '///' })).toBe('result.wav')
})

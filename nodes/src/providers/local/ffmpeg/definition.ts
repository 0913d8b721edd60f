import { defineModel, out, port, type AssetValue } from '@reelgraph/shared'
import { z } from 'zod'
import { RATIOS, RESOLUTIONS } from './output-size.ts'
import { wordProblems } from './subtitles/word-problems.ts'
import { planTimeline, type Timed } from './timeline.ts'

/** How long an asset is, as far as that is known. */
const timed = (asset: AssetValue | undefined): Timed | undefined =>
  asset?.seconds === undefined ? undefined : { seconds: asset.seconds }

export const localFfmpeg = defineModel({
  id: 'local/ffmpeg',
  version: 1,
  makes: 'compile',
  title: 'This machine',
  summary: 'Puts clips, voices, effects and music together into one film, on this machine.',
  inputs: {
    clips: port.video({ title: 'Clips', many: true }),
    voice: port.audio({ title: 'Voice', many: true, optional: true }),
    effects: port.audio({ title: 'Effects', many: true, optional: true }),
    music: port.audio({ title: 'Music', optional: true }),
    words: port.data({ title: 'Words of the voices', many: true, optional: true }),
    clipWords: port.data({ title: 'Words of the clips', many: true, optional: true }),
  },
  outputs: { video: out.video({ title: 'Film' }) },
  params: z.object({
    transition: z
      .enum(['cut', 'crossfade', 'fade_black'])
      .default('cut')
      .meta({ title: 'Transition', labels: { cut: 'Cut', crossfade: 'Crossfade', fade_black: 'Through black' } }),
    transitionSeconds: z
      .number()
      .min(0.1)
      .max(2)
      .default(0.5)
      .meta({ title: 'Transition length', unit: 's', step: 0.1 }),
    musicLevel: z.number().min(-40).max(6).default(-6).meta({
      title: 'Music level',
      unit: 'dB',
      widget: 'slider',
      step: 1,
      description: 'Beside the voice, where nobody speaks.',
    }),
    assign: z.array(z.int().min(1)).default([]).meta({
      title: 'Assign',
      widget: 'assign',
      description: 'Which clip each voice belongs to. Where nothing is said, they go by order.',
    }),
    ratio: z
      .enum(RATIOS)
      .default('auto')
      .meta({ title: 'Ratio', widget: 'segmented', labels: { auto: 'Auto' } }),
    resolution: z.enum(RESOLUTIONS).default('720p').meta({ title: 'Resolution', widget: 'segmented' }),
    subtitles: z
      .enum(['picture', 'track', 'off'])
      .default('picture')
      .meta({
        title: 'Subtitles',
        labels: { picture: 'In the picture', track: 'As a track', off: 'None' },
        description: 'Where words with their times are connected. A track is shown by players on demand.',
        widget: 'segmented',
      }),
    subtitleSize: z
      .enum(['small', 'medium', 'large'])
      .default('medium')
      .meta({
        title: 'Subtitle size',
        labels: { small: 'Small', medium: 'Medium', large: 'Large' },
        widget: 'segmented',
        advanced: true,
      }),
    fps: z
      .literal([24, 25, 30])
      .default(24)
      .meta({ title: 'Frame rate', unit: 'fps', widget: 'segmented', advanced: true }),
    fit: z
      .enum(['centre', 'letterbox'])
      .default('centre')
      .meta({
        title: 'Fit',
        labels: { centre: 'Centre crop', letterbox: 'Whole, with bars' },
        description: 'How a clip of another ratio is brought to this one.',
        advanced: true,
      }),
    fadeOut: z.number().min(0).max(5).default(1).meta({
      title: 'Fade out',
      unit: 's',
      step: 0.1,
      description: 'Of picture and music, at the end.',
      advanced: true,
    }),
    voiceLevel: z
      .number()
      .min(-20)
      .max(10)
      .default(0)
      .meta({ title: 'Voice level', unit: 'dB', widget: 'slider', step: 1, advanced: true }),
    ducking: z.number().min(0).max(30).default(10).meta({
      title: 'Ducking',
      unit: 'dB',
      widget: 'slider',
      step: 1,
      description: 'How much music and clips give way to the voice.',
      advanced: true,
    }),
    clipAudio: z.number().min(-60).max(6).default(-12).meta({
      title: 'Sound of the clips',
      unit: 'dB',
      widget: 'slider',
      step: 1,
      description: '-60 is off.',
      advanced: true,
    }),
  }),
  problems({ params, inputs }) {
    const { clips, voice = [], effects = [], words, clipWords } = inputs
    if (clips === undefined) return []
    if (clips.length === 0)
      return [{ message: 'There is no clip.', hint: 'Connect at least one video to “Clips”.', field: 'clips' }]
    const answer = planTimeline({
      clips: clips.map(timed),
      voices: voice.map(timed),
      effects: effects.map(timed),
      params,
    })
    return [
      ...(answer.state === 'impossible' ? answer.problems : []),
      ...wordProblems({ words, of: voice.length, port: 'words', thing: 'voice' }),
      ...wordProblems({ words: clipWords, of: clips.length, port: 'clipWords', thing: 'clip' }),
    ]
  },
})

import { useState } from 'react'
import { z } from 'zod'
import type { Json } from '@reelgraph/shared'
import { Form } from '../../widgets/form.tsx'
import { pictures } from './samples.ts'
import { ImageView } from '../media/image-view.tsx'
import { Panel } from './panel.tsx'

const moves = ['static', 'push_in', 'pull_out', 'pan_left', 'pan_right', 'tilt_up', 'tilt_down', 'crane_up'] as const

const params = z.object({
  prompt: z.string().default('').meta({ title: 'Motion', widget: 'textarea', placeholder: 'What moves, and how' }),
  camera: z.enum(moves).default('push_in').meta({ title: 'Camera' }),
  seconds: z.int().min(2).max(10).default(5).meta({ title: 'Length', unit: 's' }),
  ratio: z.enum(['16:9', '9:16', '1:1']).default('16:9').meta({ title: 'Ratio' }),
  seed: z.int().min(0).optional().meta({ title: 'Seed', widget: 'seed' }),
  failing: z.enum(['ask', 'skip', 'retry', 'stop', 'fall back']).default('ask').meta({ title: 'If it fails' }),
  image: z.string().optional().meta({ title: 'Reference', widget: 'asset' }),
  rate: z.number().min(0.5).max(2).default(1).meta({ title: 'Speed', unit: '×', widget: 'slider', step: 0.05 }),
  loop: z.boolean().default(true).meta({ title: 'Loop' }),
  caption: z.string().max(24).default('').meta({ title: 'Caption', placeholder: 'none' }),
  pairs: z.array(z.int()).optional().meta({ title: 'Voices', widget: 'assign' }),
  fps: z.literal([24, 25, 30]).default(24).meta({ title: 'Frame rate', advanced: true, description: 'Of the film.' }),
  extra: z.record(z.string(), z.string()).optional().meta({ title: 'Sent as well', advanced: true }),
})
const schema = z.toJSONSchema(params, { io: 'input' })

export function Forms() {
  const [values, setValues] = useState<Readonly<Record<string, Json | undefined>>>({
    prompt: 'Slow push in toward the anvil, sparks drift across the lens, embers rise.',
    seconds: 12,
  })
  const [file, setFile] = useState<string>()
  const change = (name: string, value: Json | undefined) => setValues((before) => ({ ...before, [name]: value }))
  return (
    <Panel title="Form">
      <Form
        schema={schema}
        values={values}
        onChange={change}
        asides={{ prompt: 'per item' }}
        problems={values.seconds === 12 ? [{ field: 'seconds', message: 'From 2 to 10 s' }] : []}
        extras={{
          image: {
            onPick: ({ name }) => setFile(name),
            ...(file !== undefined && {
              asset: { title: file, preview: <ImageView src={pictures[0]} alt="" />, progress: 0.4 },
            }),
          },
          pairs: { pairs: { items: ['Line 1', 'Line 2'], targets: ['Shot 1', 'Shot 2', 'Shot 3'] } },
        }}
      />
      <output style={{ color: 'var(--ink-3)', fontSize: 11, overflowWrap: 'anywhere' }}>
        {JSON.stringify(values)}
      </output>
    </Panel>
  )
}

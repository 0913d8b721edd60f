import { describe, expect, test } from 'vitest'
import { EdgeIdSchema } from '../ids.ts'
import { graph, type Details } from '../testing/drawing.ts'
import { applyOps } from './ops.ts'
import { flatten, type FlatGraph } from './flatten.ts'

const flat = (drawing: string, details?: Details): FlatGraph => {
  const { project, catalog } = graph(drawing, details)
  return flatten(project, catalog)
}
/** Every wire that runs, as `from.port → to.port`, in the order of the target's ports. */
const wiresOf = ({ nodes }: FlatGraph): readonly string[] =>
  nodes.flatMap(({ id, wires }) =>
    Object.entries(wires).flatMap(([port, list]) =>
      list.map((wire) => `${wire.from}.${wire.fromPort} → ${id}.${port}`),
    ),
  )
const problemsOf = ({ nodes }: FlatGraph): readonly string[] =>
  nodes.flatMap(({ problems }) => problems.map((problem) => problem.message))
const names = ({ nodes }: FlatGraph): readonly string[] => nodes.map(({ id }) => id)

const off = { mode: 'off' } as const
const bypass = { mode: 'bypass' } as const
const idea: Details[string] = { params: { prompt: 'a fox' } }

describe('what runs', () => {
  test('comes in an order in which nothing is before what feeds it, the same however it was drawn', () => {
    const one = names(flat('text → image → video → join\ntext2 → image2 → video2 → join'))
    const two = names(flat('text2 → image2 → video2\ntext → image → video → join\nvideo2 → join'))
    expect(one).toEqual(two)
    for (const [before, after] of [
      ['text', 'image'],
      ['image', 'video'],
      ['video', 'join'],
      ['video2', 'join'],
    ] as const) {
      expect(one.indexOf(before)).toBeLessThan(one.indexOf(after))
    }
  })

  test('leaves decoration out', () => {
    expect(names(flat('text → echo\nnote'))).toEqual(['text', 'echo'])
  })

  test('says which nodes run once per item', () => {
    const mapped = flat('split → echo → image → video → join').nodes.filter((node) => node.mapped)
    expect(mapped.map((node) => node.id)).toEqual(['echo', 'image', 'video'])
  })

  test('takes the wires of a port in their order, not in the order they were drawn in', () => {
    const { project, catalog } = graph('video → join\nvideo2 → join\nvideo3 → join')
    const { project: reordered } = applyOps(project, [{ op: 'set', path: ['edges', 'e3', 'order'], value: 'Zz' }])
    expect(wiresOf(flatten(reordered, catalog)).map((wire) => wire.split('.')[0])).toEqual([
      'video3',
      'video',
      'video2',
    ])
  })
})

describe('a bypassed node', () => {
  test('hands its first input of the type of the output through', () => {
    const graded = flat('image → grade → video', { image: idea, grade: bypass })
    expect(wiresOf(graded)).toEqual(['image.image → video.startImage'])
    expect(graded.off).toEqual(new Map([['grade', 'bypassed']]))
  })

  test('does so through any number of bypassed nodes', () => {
    const count = 20_000
    const chain = ['image', ...Array.from({ length: count }, (_, place) => `grade${place}`), 'video'].join(' → ')
    const details = Object.fromEntries(Array.from({ length: count }, (_, place) => [`grade${place}`, bypass]))
    expect(wiresOf(flat(chain, { ...details, image: idea }))).toEqual(['image.image → video.startImage'])
  }, 60_000)

  test('hands a list through as the list it is', () => {
    const listed = flat('split → echo → image', { echo: bypass })
    expect(wiresOf(listed)).toEqual(['split.words → image.prompt'])
    expect(listed.nodes.find((node) => node.id === 'image')?.mapped).toBe(true)
  })

  test('that gathers many gives them all where many are taken, and the first where one is', () => {
    const many = flat('video → join\nvideo2 → join → join2', { join: bypass })
    expect(wiresOf(many)).toEqual(['video.video → join2.clips', 'video2.video → join2.clips'])
    const one = flat('text → gather\ntext2 → gather → image', { gather: bypass })
    expect(wiresOf(one)).toEqual(['text.text → image.prompt'])
  })

  test('hands nothing through where nothing of the type is connected: a problem, not a silence', () => {
    const none = flat('grade → video\nimage (image)→(style) image2', { grade: bypass, image: idea, image2: idea })
    expect(problemsOf(none)).toEqual(['“Video” gets nothing through a bypassed node.'])
    expect(none.nodes.find((node) => node.id === 'video')?.problems[0]).toMatchObject({
      code: 'missing-input',
      field: 'startImage',
    })
  })

  test('hands nothing through that came in by a wrong-typed wire', () => {
    const broken = flat('audio (words)→(text) echo → image', { audio: { params: { text: 'x' } }, echo: bypass })
    expect(problemsOf(broken)).toEqual(['“Image” gets nothing through a bypassed node.'])
  })

  test('looks past an input that is switched off to the next of its type', () => {
    const next = flat('video → (clips)join\nvideo2 → (extras)join → join2', { join: bypass, video: off })
    expect(wiresOf(next)).toEqual(['video2.video → join2.clips'])
  })

  test('of an unknown kind says that it is unknown', () => {
    const odd = flat('odd:unheard-of (x)→(text) echo', { odd: bypass })
    expect(odd.broken.get('odd')?.code).toBe('unknown-kind')
  })
})

describe('a node that is off', () => {
  test('switches off what cannot do without it, and what cannot do without that', () => {
    const cascade = flat('text → image → video → join\nvideo2 → join', { text: off, image: { params: {} } })
    expect([...cascade.off]).toEqual([
      ['text', 'switched off'],
      ['image', 'needs “Prompt” from “Text”, which is switched off'],
      ['video', 'needs “Start image” from “Image”, and “Text” before that is switched off'],
    ])
    expect(wiresOf(cascade)).toEqual(['video2.video → join.clips'])
  })

  test('is named where it really is, also through one that is bypassed and through a kind that nobody knows', () => {
    const through = flat('text → echo → image', { text: off, echo: { mode: 'bypass' } })
    expect(through.off.get('image')).toBe('needs “Prompt” from “Echo”, and “Text” before that is switched off')
    const far = flat('text → image → video → (startImage) video2', { text: off })
    expect(far.off.get('video')).toContain('“Text” before that is switched off')
  })

  test('is simply missing where many are gathered, and where an input is optional or typed', () => {
    expect(wiresOf(flat('text → (prompt) image\nimage2 → (style) image', { image2: off }))).toEqual([
      'text.text → image.prompt',
    ])
    const typed = flat('text → echo', { text: off, echo: { params: { text: 'typed here' } } })
    expect(typed.nodes[0]?.step.typed).toEqual({ text: 'typed here' })
    expect(typed.off.has('echo')).toBe(false)
  })

  test('switches off a film of which nothing is left', () => {
    expect(flat('video → join\nvideo2 → join', { video: off, video2: off }).off.get('join')).toBe(
      'needs “Clips” from “Video”, which is switched off',
    )
  })

  test('may be of an unknown kind', () => {
    const odd = flat('odd:unheard-of', { odd: off })
    expect([odd.off.size, odd.broken.size]).toEqual([1, 0])
  })
})

describe('what cannot run', () => {
  test('an unknown kind is told, and so is a model that is not known or makes something else', () => {
    const { broken } = flat('odd:unheard-of\nimage\nimage2', {
      image: { model: 'gone/away' },
      image2: { model: 'test/film' },
    })
    expect(broken.get('odd')?.message).toContain('“unheard-of”')
    expect(broken.get('image')).toMatchObject({ code: 'unknown-model', node: 'image' })
    expect(broken.get('image2')?.message).toBe('“Film” cannot work in Image nodes: it makes something else.')
  })

  test('a circle is told of every node on it or behind it', () => {
    const { project, catalog } = graph('echo → echo2 → echo3\ntext')
    const edge = project.edges['e1']!
    const back = { ...edge, id: EdgeIdSchema.parse('back'), from: edge.to, to: edge.from }
    const circle = flatten(applyOps(project, [{ op: 'edge-add', edge: back }]).project, catalog)
    expect([...circle.broken.keys()]).toEqual(['echo', 'echo2', 'echo3'])
    expect(names(circle)).toEqual(['text'])
  })

  test('a missing input says what to connect, and where it can be typed instead', () => {
    const { nodes } = flat('video\nimage\njoin')
    expect(nodes.map(({ problems }) => problems.map(({ message, hint }) => `${message} ${hint}`))).toEqual([
      ['“Image” needs a prompt. Type it in the inspector, or connect a Text node to its “Prompt” port.'],
      ['“Join” needs clips. Connect a Video node to its “Clips” port.'],
      ['“Video” needs a start image. Connect an Image node to its “Start image” port.'],
    ])
  })

  test('a wire whose port has gone is told once, and not again as a missing input', () => {
    expect(problemsOf(flat('image (picture)→(startImage) video', { image: idea }))).toEqual([
      '“Image” has no output “Picture”.',
    ])
    expect(problemsOf(flat('image → video\nimage2 (image)→(endFrame) video', { image: idea, image2: idea }))).toEqual([
      '“Video” has no input “End frame”.',
    ])
  })

  test('two wires into an input for one, which a changed definition may leave, are told', () => {
    expect(
      problemsOf(flat('image → (startImage)video\nimage2 (image)→(startImage) video', { image: idea, image2: idea })),
    ).toEqual(['“Start image” of “Video” takes one wire only.'])
  })

  test('parameters that do not fit are told all at once, by their titles', () => {
    expect(
      problemsOf(
        flat('image → video', {
          image: { params: { prompt: 'x', seed: 'many', size: 'huge' } },
          video: { params: { seconds: 99 } },
        }),
      ),
    ).toEqual([
      '“Image”: “seed” must be a number; it is “many”.',
      '“Image”: “size” must be one of “small”, “large”; it is “huge”.',
      '“Video”: “Length” must be at most 10; it is 99.',
    ])
  })

  test('ports called like what every object has are missing, not there by accident', () => {
    expect(problemsOf(flat('text (constructor)→(constructor) echo', { echo: { params: { text: 'x' } } }))).toEqual([
      '“Text” has no output “Constructor”.',
    ])
  })
})

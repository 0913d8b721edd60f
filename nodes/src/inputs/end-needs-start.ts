import type { Problem } from '@reelgraph/shared'

interface Frames {
  readonly startImage?: unknown
  readonly endImage?: unknown
}

/** Of models that go from one picture to another. What is connected and not made yet is no reason to stop. */
export const endNeedsStart = ({ startImage, endImage }: Frames, wired: Frames): readonly Problem[] => {
  if (endImage === undefined || startImage !== undefined || 'startImage' in wired) return []
  return [
    {
      message: 'an end image needs a start image.',
      hint: 'Connect a picture to “Start image”.',
      field: 'startImage',
    },
  ]
}

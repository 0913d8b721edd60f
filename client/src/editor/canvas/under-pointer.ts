import type { Point } from '../document/edits/nodes.ts'

export const pointOf = (event: MouseEvent | TouchEvent): Point => {
  const spot = 'changedTouches' in event ? event.changedTouches[0] : event
  return { x: spot?.clientX ?? 0, y: spot?.clientY ?? 0 }
}

const idAt = ({ x, y }: Point, selector: string, except?: string): string | undefined => {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest(selector)?.getAttribute('data-id')
    if (id !== null && id !== undefined && id !== except) return id
  }
  return undefined
}

/** The wire under the pointer, looking through what is dragged. */
export const wireAt = (event: MouseEvent | TouchEvent, through?: string): string | undefined =>
  idAt(pointOf(event), '.react-flow__edge', through)

export const nodeAt = (at: Point): string | undefined => {
  const id = document.elementFromPoint(at.x, at.y)?.closest('.react-flow__node')?.getAttribute('data-id')
  return id ?? undefined
}

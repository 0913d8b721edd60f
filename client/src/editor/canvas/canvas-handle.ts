import type { Node } from '@reelgraph/shared'
import type { Point } from '../document/edits/nodes.ts'

interface CanvasView {
  toCanvas(screen: Point): Point
  zoom(): number
  /** Brings nodes into view; without any, all. */
  frame(nodes?: readonly string[]): void
  zoomTo(zoom: number): void
  zoomBy(factor: number): void
  panBy(pixels: Point): void
  sizeOf(node: Node): { readonly width: number; readonly height: number } | undefined
  element(): HTMLElement | null
}

const DEFAULT_SIZE = { width: 300, height: 210 }

/** What commands ask of the canvas. It stands in for one that is not drawn: on small screens there is none. */
export class CanvasHandle {
  private view: CanvasView | undefined
  private over: Point | undefined

  attach(view: CanvasView): () => void {
    this.view = view
    return () => {
      if (this.view === view) this.view = undefined
    }
  }

  /** Where the pointer was last over the canvas, in px of the window. */
  get pointer(): Point | undefined {
    return this.over
  }

  /** Without a point new things go to the middle. */
  pointAt(point: Point | undefined): void {
    this.over = point
  }

  get isShown(): boolean {
    return this.view !== undefined
  }

  toCanvas(screen: Point): Point {
    return this.view?.toCanvas(screen) ?? screen
  }

  get zoom(): number {
    return this.view?.zoom() ?? 1
  }

  frame(nodes?: readonly string[]): void {
    this.view?.frame(nodes)
  }

  zoomTo(zoom: number): void {
    this.view?.zoomTo(zoom)
  }

  zoomBy(factor: number): void {
    this.view?.zoomBy(factor)
  }

  panBy(pixels: Point): void {
    this.view?.panBy(pixels)
  }

  readonly sizeOf = (node: Node): { readonly width: number; readonly height: number } =>
    this.view?.sizeOf(node) ?? { width: node.width ?? DEFAULT_SIZE.width, height: node.height ?? DEFAULT_SIZE.height }

  /** Where it lies in the window. */
  get box(): DOMRect | undefined {
    return this.view?.element()?.getBoundingClientRect()
  }

  /** Where new things go: under the pointer, else in the middle of what is seen. In px of the window. */
  get target(): Point {
    const { box } = this
    if (!box) return { x: 0, y: 0 }
    const { pointer } = this
    const inside =
      pointer && pointer.x >= box.left && pointer.x <= box.right && pointer.y >= box.top && pointer.y <= box.bottom
    return inside ? pointer : { x: box.left + box.width / 2, y: box.top + box.height / 3 }
  }
}

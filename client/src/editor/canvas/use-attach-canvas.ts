import { useNodesInitialized, useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef, type RefObject } from 'react'
import { useEditing } from '../editor-context.ts'

const MOTION_MS = 160

const motion = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOTION_MS)

/** Lets commands outside React move the view. */
export function useAttachCanvas(surface: RefObject<HTMLDivElement | null>): void {
  const { canvas, document } = useEditing()
  const flow = useReactFlow()
  const store = useStoreApi()
  const measured = useNodesInitialized()
  const framed = useRef(Object.keys(document.project.nodes).length === 0)
  // The first view shows everything, as soon as it is known how large that is; what is added later moves nothing.
  useEffect(() => {
    if (!measured || framed.current) return
    framed.current = true
    void flow.fitView({ padding: 0.12, maxZoom: 1 })
  }, [measured, flow])
  useEffect(
    () =>
      canvas.attach({
        toCanvas: (screen) => flow.screenToFlowPosition(screen),
        zoom: () => flow.getZoom(),
        frame: (nodes) =>
          void flow.fitView({
            padding: 0.16,
            maxZoom: 1,
            duration: motion(),
            ...(nodes && nodes.length > 0 && { nodes: nodes.map((id) => ({ id })) }),
          }),
        zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: motion() }),
        zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: motion() }),
        panBy: ({ x, y }) => {
          const { x: left, y: top, zoom } = flow.getViewport()
          void flow.setViewport({ x: left + x, y: top + y, zoom })
        },
        sizeOf: (node) => {
          const size = store.getState().nodeLookup.get(node.id)?.measured
          return size?.width === undefined || size.height === undefined
            ? undefined
            : { width: size.width, height: size.height }
        },
        element: () => surface.current,
      }),
    [canvas, flow, store, surface],
  )
}

import type { Step, TaskInputs } from '@reelgraph/shared'

/** What was asked for, as far as the parameters of a step say it. */
export interface Expected {
  readonly seconds?: number
  /** Frames a second. */
  readonly fps?: number
  readonly size?: { readonly width: number; readonly height: number }
  /** `16:9`. */
  readonly ratio?: string
  /** A clip that was to come with sound. */
  readonly sound: boolean
}

/** The names are those that every model uses for them. */
export const expectedOf = ({ params, model, inputs: ports }: Step, inputs: TaskInputs): Expected => {
  const { seconds, fps, ratio, audio } = params
  const size = sizeOf(model, params, inputs)
  // a picture that is given decides the shape itself
  const isShaped = Object.entries(ports).some(([name, port]) => port.type === 'image' && inputs[name] !== undefined)
  return {
    ...(typeof seconds === 'number' && { seconds }),
    ...(Number.isFinite(Number(fps)) && Number(fps) > 0 && { fps: Number(fps) }),
    ...(size && { size }),
    ...(typeof ratio === 'string' && /^\d+:\d+$/.test(ratio) && !size && !isShaped && { ratio }),
    sound: audio === true,
  }
}

const sizeOf = (model: Step['model'], params: Step['params'], inputs: TaskInputs): Expected['size'] => {
  try {
    return model?.size?.({ params, inputs })
  } catch {
    return undefined
  }
}

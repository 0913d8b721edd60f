import { priceOfStep, type Makes, type Price, type Step } from '@reelgraph/shared'

/** What one result of a step costs with its parameters, where all that is known of its inputs is a usual prompt. */
export const listPrice = (step: Step): Price => {
  const example = step.model?.examples?.[0] ?? ''
  const inputs: Record<string, string> = {}
  for (const [name, port] of Object.entries(step.inputs)) {
    if (port.type === 'text' && port.typed && !port.optional) inputs[name] = example
  }
  return priceOfStep(step, { inputs })
}

const ONE: Readonly<Record<Makes, string>> = {
  text: 'a text',
  image: 'a picture',
  video: 'a clip',
  audio: 'a sound',
  compile: 'a film',
}

/** `≈ $0.05 a picture`, `≈ $0.25 for 5 s`, `free`, `price unknown`. */
export const listPriceText = (step: Step): string => {
  const price = listPrice(step)
  if (price === 'unknown') return 'price unknown'
  if (price.high === 0) return 'free'
  const { seconds } = step.params
  const per =
    typeof seconds === 'number'
      ? `for ${seconds} s`
      : step.inputs['script']
        ? 'a line'
        : ONE[step.model?.makes ?? 'text']
  const about = price.low === price.high || price.low * 1.5 > price.high ? '≈' : 'up to'
  return `${about} ${smallMoney(price.high)} ${per}`
}

/** Three digits where cents would say nothing: many models cost a fraction of one. */
export const smallMoney = (micros: number): string => {
  if (micros >= 100_000) return `$${(micros / 1_000_000).toFixed(2)}`
  if (micros < 100) return '< $0.0001'
  const digits = micros >= 10_000 ? 3 : 4
  return `$${(micros / 1_000_000).toFixed(digits).replace(/(\.\d\d+?)0+$/, '$1')}`
}

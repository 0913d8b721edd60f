import { own } from '../json.ts'
import { portTitle } from '../project/connect.ts'
import type { OutputPort, OutputPorts } from './ports.ts'
import { isAssetValue, isMediaType, type Output, type Outputs } from './values.ts'

interface Asked {
  readonly ports: OutputPorts
  readonly outputs: Outputs
  /** Whether anything goes on from this port. */
  isUsed(port: string): boolean
}

/**
 * Why outputs cannot stand for those of a step, as a sentence goes on after “it”: `has no “Image”`. What a fallback made may
 * lack a port that nothing uses.
 */
export const outputsMisfit = ({ ports, outputs, isUsed }: Asked): string | undefined => {
  const named = Object.entries(ports)
  const isForeign = named.length > 0 && named.every(([name]) => !own(outputs, name))
  for (const [name, port] of named) {
    const output = own(outputs, name)
    const label = `“${portTitle(name, port)}”`
    if (!output) {
      if (isForeign || isUsed(name)) return `has no ${label}`
      continue
    }
    if ('items' in output !== (port.list !== undefined)) return `gives ${port.list ? 'no list' : 'a list'} for ${label}`
    if (!valuesOf(output).every((value) => fitsPort(value, port.type))) return `gives no ${port.type} for ${label}`
  }
  return undefined
}

const valuesOf = (output: Output): readonly unknown[] =>
  'items' in output ? output.items.map(({ value }) => value) : [output.value]

export const fitsPort = (value: unknown, type: OutputPort['type']): boolean => {
  if (isMediaType(type)) return isAssetValue(value) && value.kind === type
  if (type === 'text') return typeof value === 'string'
  return type === 'number' ? typeof value === 'number' : true
}

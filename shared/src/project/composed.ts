import type { Step } from '../node/catalog.ts'

/** Whether an empty prompt is made of what its picture was made from. */
export const isComposed = ({ help }: Step, port: string, isWired: (port: string) => boolean): boolean =>
  help?.picture !== undefined && help.port === port && isWired(help.picture.port)

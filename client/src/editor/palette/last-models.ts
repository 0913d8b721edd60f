import { useSyncExternalStore } from 'react'
import { z } from 'zod'

const KEY = 'reelgraph.models'
const StoredSchema = z.record(z.string(), z.string())

const read = (): Readonly<Record<string, string>> => {
  try {
    return StoredSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
  } catch {
    return {}
  }
}

/** The model that a person chose last for a kind, in this browser. */
export const lastModel = (kind: string): string | undefined => read()[kind]

export const rememberModel = (kind: string, model: string | undefined): void => {
  const { [kind]: before, ...others } = read()
  void before
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...others, ...(model !== undefined && { [kind]: model }) }))
  } catch {
    // Where nothing may be stored, new nodes start as they always did.
  }
  for (const listener of listeners) listener()
}

const listeners = new Set<() => void>()

const watch = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Draws again what is mounted when another model is chosen in this tab. */
export const useLastModels = (): void => {
  useSyncExternalStore(watch, () => {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  })
}

const key = 'reelgraph.lastProject'

export const rememberProject = (id: string): void => {
  try {
    localStorage.setItem(key, id)
  } catch {
    // A page that may not store opens the most recent project instead.
  }
}

export const rememberedProject = (): string | undefined => {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

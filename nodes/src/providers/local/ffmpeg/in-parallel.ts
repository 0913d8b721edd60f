/**
 * Runs jobs, at most `atOnce` at a time, and gives their results in order. After a failure nothing new is started, and it is
 * thrown only when everything that ran has ended, so that nothing goes on behind the caller's back.
 */
export const inParallel = async <T>(atOnce: number, jobs: readonly (() => Promise<T>)[]): Promise<readonly T[]> => {
  const results: T[] = []
  let failure: { readonly cause: unknown } | undefined
  let next = 0
  const work = async (): Promise<void> => {
    while (next < jobs.length && !failure) {
      const index = next++
      const job = jobs[index]
      if (!job) return
      try {
        results[index] = await job()
      } catch (cause) {
        failure ??= { cause }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, work))
  if (failure) throw failure.cause
  return results
}

/** Both results, or the first failure once both have ended. */
export const bothEnded = async <A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> => {
  await Promise.allSettled([first, second])
  return Promise.all([first, second])
}

/** A proxy or the service gave up waiting, or took us for gone: the work may have been done all the same. */
const MAYBE_DONE = new Set([408, 499])

/** Whether an HTTP status says that nothing was begun, and so nothing is paid. Whatever any other says, it may have been. */
export const isRefusal = (status: number): boolean => status >= 400 && status < 500 && !MAYBE_DONE.has(status)

import { fail, newRequestId, UploadedSchema, type Uploaded } from '@reelgraph/shared'
import { errorFrom, noAnswer } from './call.ts'

interface UploadOptions {
  /** From 0 to 1, of what has been sent. */
  onProgress?(fraction: number): void
  readonly signal?: AbortSignal
  /** The same id for a second try: the server gives its first answer and stores nothing twice. */
  readonly id?: string
}

/**
 * Sends a file, streamed by the browser.
 * @throws ReelgraphError: `bad-media`, `too-large`, `no-answer`, `cancelled`, …
 */
export const upload = (
  file: File,
  { onProgress, signal, id = newRequestId() }: UploadOptions = {},
): Promise<Uploaded> =>
  // fetch cannot tell how much of a body has left; XMLHttpRequest can.
  new Promise((resolve, reject) => {
    const cancelled = () => fail('cancelled', `The upload of “${file.name}” was cancelled.`)
    if (signal?.aborted) return reject(cancelled())
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    signal?.addEventListener('abort', abort, { once: true })
    request.onloadend = () => signal?.removeEventListener('abort', abort)
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onabort = () => reject(cancelled())
    request.onerror = () => reject(noAnswer())
    request.onload = () => {
      if (request.status >= 400) return reject(errorFrom(request.status, request.responseText))
      const parsed = UploadedSchema.safeParse(jsonOf(request.responseText))
      if (parsed.success) return resolve(parsed.data)
      reject(
        fail('internal', `The server took “${file.name}” but answered in a form that this page does not know.`, {
          hint: 'Reload the page.',
        }),
      )
    }
    request.open('POST', '/api/assets')
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    request.setRequestHeader('x-upload-id', id)
    request.send(file)
  })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

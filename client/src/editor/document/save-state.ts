import type { ErrorBody } from '@reelgraph/shared'

/** What has become of the changes made here. */
export type SaveState =
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  /** The server cannot be reached; changes are kept, also across a reload, and tried again. */
  | { readonly state: 'offline' }
  /** The server refused the last change, and it was taken back. */
  | { readonly state: 'refused'; readonly error: ErrorBody }

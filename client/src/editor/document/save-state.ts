import type { ErrorBody } from '@reelgraph/shared'

/** What has become of the changes made here. */
export type SaveState =
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  /** The server did not take it yet: it cannot be reached, or has trouble. Changes are kept, also across a reload, and tried again. */
  | { readonly state: 'offline'; readonly error: ErrorBody }
  /** The server refused the last change, and it was taken back. */
  | { readonly state: 'refused'; readonly error: ErrorBody }

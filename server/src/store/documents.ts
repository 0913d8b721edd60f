/** Small documents that a person may read: projects, templates, settings. */
export interface DocumentStore<T> {
  ids(): Promise<readonly string[]>
  /** @throws `newer-document`, and whatever the disk says. */
  read(id: string): Promise<Reading<T>>
  /** Durable when it resolves. Of several waiting for the same document only the latest is written. @throws `disk-full`. */
  write(id: string, data: T): Promise<void>
  /** Puts data in the place of a damaged document, whose form is kept. @returns where that is. */
  mend(id: string, data: T): Promise<string>
  /** The document and its last good copies, as far as they can be read. */
  forms(id: string): Promise<readonly T[]>
  /** Keeps something that could not be used, for a person to look at. @returns where it is. */
  keep(name: string, json: unknown): Promise<string>
  /** Moves a document out of the way. @returns whether there was one. */
  bin(id: string): Promise<boolean>
  /** Brings a document back from the bin. @returns whether there was one. */
  restore(id: string): Promise<boolean>
  binned(): Promise<readonly string[]>
}

export type Reading<T> =
  | { readonly state: 'good'; readonly data: T }
  /** Its last good copy; the damaged form is in `aside`. */
  | { readonly state: 'restored'; readonly data: T; readonly aside: string }
  /** Neither it nor a copy can be read. It stays where it is. */
  | { readonly state: 'damaged'; readonly reason: string }
  | { readonly state: 'missing' }

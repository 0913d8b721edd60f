/** What a dragged entry of the palette is called among the types of a drag. */
export const ENTRY_TYPE = 'application/x-reelgraph-entry'

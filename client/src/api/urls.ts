/** The bytes of an asset; ranges work, so a player may seek in it. */
export const assetUrl = (id: string): string => `/api/assets/${encodeURIComponent(id)}`

/** A still picture of an image or a video. */
export const posterUrl = (id: string): string => `${assetUrl(id)}/poster`

/** Opened, it is saved under that name. */
export const downloadUrl = (id: string, name: string): string => `${assetUrl(id)}?name=${encodeURIComponent(name)}`

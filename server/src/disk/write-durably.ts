import { open } from 'node:fs/promises'

/** The bytes are on disk when it resolves; the name is when its folder is synced. */
export const writeDurably = async (path: string, data: string | Uint8Array): Promise<void> => {
  const file = await open(path, 'w')
  try {
    await file.writeFile(data)
    await file.sync()
  } finally {
    await file.close()
  }
}

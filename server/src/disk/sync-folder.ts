import { open } from 'node:fs/promises'

/** A new name is durable when its folder is. Windows cannot sync a folder. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const filesUnder = (path) => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !name.includes('.test.') && name !== 'node_modules')
    .flatMap(({ name }) => filesUnder(join(path, name)))
    .sort()
}

/** One hash over names and contents of files and folders. Tests do not count. */
export const fingerprint = (folder, names) => {
  const hash = createHash('sha256')
  for (const name of names) {
    for (const file of filesUnder(join(folder, name))) {
      hash.update(file.slice(folder.length)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

export const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

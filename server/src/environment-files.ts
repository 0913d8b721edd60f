import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** `.env`, then `.env.local` over it, and the real environment over both. */
export const readEnvironment = (
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> => {
  const files = ['.env', '.env.local'].map((name) => join(folder, name)).filter((file) => existsSync(file))
  return Object.assign({}, ...files.map((file) => parseEnv(readFileSync(file, 'utf8'))), environment) as Record<
    string,
    string | undefined
  > // Object.assign of a list is untyped
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { MasterKey } from './master-key.ts'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12

/** A text, encrypted. All in base64. */
export const SealedSchema = z.object({
  /** The id of the master key. */
  by: z.string(),
  iv: z.string(),
  tag: z.string(),
  text: z.string(),
})
export type Sealed = Readonly<z.infer<typeof SealedSchema>>

/** @param place what it belongs to: moved to another place, it does not open. */
export const seal = (text: string, key: MasterKey, place: string): Sealed => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key.bytes, iv).setAAD(Buffer.from(place))
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return {
    by: key.id,
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: bytes.toString('base64'),
  }
}

/** @returns nothing where it was sealed with another key, for another place, or has been changed since. */
export const unseal = (sealed: Sealed, key: MasterKey | undefined, place: string): string | undefined => {
  if (key?.id !== sealed.by) return undefined
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(place)).setAuthTag(Buffer.from(sealed.tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

import { GlobalFonts } from '@napi-rs/canvas'
// oxlint-disable-next-line no-restricted-imports -- a file of an installed package, read once when the module loads
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The captions' type. Registered from the package's file, so machines with few fonts draw the same. */
export const CAPTION = 'Reelgraph Caption'

const file = fileURLToPath(import.meta.resolve('@fontsource/inter/files/inter-latin-500-normal.woff2'))
if (!GlobalFonts.has(CAPTION)) GlobalFonts.register(readFileSync(file), CAPTION)

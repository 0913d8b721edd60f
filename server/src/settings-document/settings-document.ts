import { fail, SettingsSchema, type Settings } from '@reelgraph/shared'
import type { ServerLog } from '../log.ts'
import type { DocumentStore } from '../store/documents.ts'

/** What holds for all projects of this machine: one document, in memory while the server runs. */
export interface SettingsDocument {
  get(): Settings
  /** Durable when it resolves; until then, and where it fails, everything stays as it was. @throws `disk-full`. */
  change(wish: SettingsWish): Promise<Settings>
}

/** What is absent stays; `null` removes it. */
export type SettingsWish = { readonly [K in keyof Settings]?: Settings[K] | null }

interface Sources {
  readonly documents: DocumentStore<Settings>
  readonly log: Pick<ServerLog, 'warn'>
}

const ID = 'settings'
const DEFAULTS: Settings = { lanes: {} }

export const parseSettings = (json: unknown): Settings => SettingsSchema.parse(json)

/**
 * @throws `corrupt-document` where the document and all its copies are damaged. It is never made anew by itself: a limit of
 * what may be spent would be gone with it.
 */
export const openSettingsDocument = async ({ documents, log }: Sources): Promise<SettingsDocument> => {
  let settings = await readSettings({ documents, log })
  let turn: Promise<unknown> = Promise.resolve()

  const changeNow = async (wish: SettingsWish): Promise<Settings> => {
    const next = parseSettings(withWish(settings, wish))
    await documents.write(ID, next)
    settings = next
    return next
  }

  return {
    get: () => settings,
    change(wish) {
      const changed = turn.then(() => changeNow(wish))
      turn = changed.catch(() => undefined)
      return changed
    },
  }
}

const readSettings = async ({ documents, log }: Sources): Promise<Settings> => {
  const reading = await documents.read(ID)
  switch (reading.state) {
    case 'missing':
      return DEFAULTS
    case 'good':
      return reading.data
    case 'restored':
      log.warn(
        `The settings were damaged. They were restored from their last good copy; look whether the limits are the ones you want. The damaged file is kept: ${reading.aside}`,
      )
      return reading.data
    case 'damaged':
      throw fail('corrupt-document', 'The settings of this machine are damaged, and so is every copy of them.', {
        hint: 'They are in the folder "settings" of the data folder. Mend the file, or move it away to start without limits.',
        detail: reading.reason,
      })
  }
}

const withWish = (settings: Settings, wish: SettingsWish): unknown => {
  const wanted = Object.entries({ ...settings, ...wish }).filter(([, value]) => value !== null && value !== undefined)
  return { ...DEFAULTS, ...Object.fromEntries(wanted) }
}

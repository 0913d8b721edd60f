import { changeSettings, getSettings } from '@reelgraph/shared'
import type { SettingsDocument } from '../../settings-document/settings-document.ts'
import { implement, type Api } from '../implement.ts'

export const settingsRoutes = (api: Api, { settings }: { readonly settings: SettingsDocument }): void => {
  implement(api, getSettings, async () => settings.get())
  implement(api, changeSettings, ({ body }) => settings.change(body))
}

import { lazyView } from '../lazy-view.tsx'
import type { LightboxProps } from './lightbox-props.ts'

const LightboxView = lazyView(async () => (await import('./lightbox-view.tsx')).LightboxView)

/** Quick look: one result in full. Arrows leaf; Space, J K L, comma and full stop play; Escape closes. */
export const Lightbox = (props: LightboxProps) => props.shown !== undefined && <LightboxView {...props} />

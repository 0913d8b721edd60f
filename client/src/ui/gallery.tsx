import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './base.css'
import { Controls } from './gallery/controls.tsx'
import { Forms } from './gallery/forms.tsx'
import styles from './gallery/gallery.module.css'
import { Media } from './gallery/media.tsx'
import { Overlays } from './gallery/overlays.tsx'
import { Signs } from './gallery/signs.tsx'
import { SegmentedControl } from './segmented.tsx'
import { setThemeChoice, useThemeChoice } from './theme.ts'
import { UiRoot } from './ui-root.tsx'

const themes = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'System' },
] as const

/** Everything of the kit on one page, for eyes. Development only: `/kit.html`. */
function Gallery() {
  const theme = useThemeChoice()
  return (
    <main className={styles.page}>
      <header className={styles.top}>
        <h1>Reelgraph kit</h1>
        <SegmentedControl label="Theme" segments={themes} value={theme} onChange={setThemeChoice} />
      </header>
      <div className={styles.columns}>
        <Controls />
        <Signs />
        <Overlays />
        <Media />
        <Forms />
      </div>
    </main>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('kit.html has no element with the id "root"')
createRoot(root).render(
  <StrictMode>
    <UiRoot>
      <Gallery />
    </UiRoot>
  </StrictMode>,
)

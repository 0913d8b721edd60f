import { Canvas } from './canvas/canvas.tsx'
import { RunBar } from '../runs/run-bar.tsx'
import { useRunNotices } from '../runs/run-notices.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { useShowAsks } from './decide/use-show-asks.ts'
import { useSession } from './editor-context.ts'
import { Overlays } from './overlays.tsx'
import { Palette } from './palette/palette.tsx'
import { Rail } from './rail.tsx'
import { lazyView } from '../ui/lazy-view.tsx'
import { useHeightAs } from '../ui/use-height-as.ts'
import { TopBar } from './top-bar.tsx'
import { useIsSmall } from './use-is-small.ts'
import styles from './workbench.module.css'

// A canvas and a list need the settings of steps, and each comes without the other.
const Inspector = lazyView(
  async () => (await import('./inspector/inspector.tsx')).Inspector,
  <div className={styles.inspector} />,
)
const StepList = lazyView(async () => (await import('./step-list/step-list.tsx')).StepList)
const RunsPanel = lazyView(async () => (await import('./runs-panel.tsx')).RunsPanel)

/** Everything around an open project. */
export function Workbench() {
  const small = useIsSmall()
  useShortcuts()
  useRunNotices()
  return small ? <SmallWorkbench /> : <LargeWorkbench />
}

function LargeWorkbench() {
  const inspector = useSession((state) => state.inspector)
  const panel = useSession((state) => state.panel)
  const answer = useShowAsks()
  return (
    <div className={styles.large}>
      <TopBar />
      <Rail />
      <main className={styles.stage}>
        <Canvas />
        {panel === 'nodes' && <Palette />}
        {panel === 'runs' && <RunsPanel />}
        <div className={styles.run}>
          <RunBar onAnswer={answer} />
        </div>
      </main>
      {inspector && <Inspector />}
      <Overlays />
    </div>
  )
}

function SmallWorkbench() {
  const dock = useHeightAs('--dock-height')
  const answer = useShowAsks()
  return (
    <div className={styles.small}>
      <TopBar />
      <main className={styles.list}>
        <StepList />
      </main>
      <div className={styles.notices} />
      <div ref={dock} className={styles.run}>
        <RunBar onAnswer={answer} />
      </div>
      <Overlays />
    </div>
  )
}

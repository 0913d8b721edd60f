import Settings from 'lucide-react/icons/settings'
import type { ReactNode } from 'react'
import { QueueButton } from '../queue/queue-button.tsx'
import { Logo } from '../ui/logo.tsx'
import { tipProps } from '../ui/tip-props.ts'
import { Link } from './link.tsx'
import styles from './page.module.css'
import { pathTo, type PlainPage } from './route.ts'
import { ThemeToggle } from './theme-toggle.tsx'

interface PageProps {
  readonly current?: PlainPage
  readonly children: ReactNode
}

const isSettings = (page: PlainPage | undefined): boolean =>
  page === 'settings' || page === 'keys' || page === 'costs' || page === 'storage'

/** The frame of every page that is not the editor. */
export const Page = ({ current, children }: PageProps) => (
  <div className={styles.page}>
    <header className={styles.bar}>
      <Link to={pathTo.home} className={styles.home} aria-label="Reelgraph: back to the last project">
        <Logo />
        <span className={styles.name}>Reelgraph</span>
      </Link>
      <nav className={styles.nav} aria-label="Pages">
        <Link to={pathTo.projects} aria-current={current === 'projects' ? 'page' : undefined}>
          Projects
        </Link>
        <Link to={pathTo.templates} aria-current={current === 'templates' ? 'page' : undefined}>
          Templates
        </Link>
      </nav>
      <span className={styles.tools}>
        <QueueButton />
        <Link
          to={pathTo.settings}
          className={styles.gear}
          aria-label="Settings, keys, costs and storage"
          aria-current={isSettings(current) ? 'page' : undefined}
          {...tipProps({ label: 'Settings, keys, costs and storage', side: 'bottom' })}
        >
          <Settings />
        </Link>
        <ThemeToggle />
      </span>
    </header>
    <main className={styles.main}>{children}</main>
  </div>
)

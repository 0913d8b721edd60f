import type { ReactNode } from 'react'
import { Logo } from '../ui/logo.tsx'
import { Link } from './link.tsx'
import styles from './page.module.css'
import { pathTo } from './route.ts'
import { ThemeMenu } from './theme-menu.tsx'

interface PageProps {
  readonly current?: 'projects' | 'templates'
  readonly children: ReactNode
}

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
      <ThemeMenu />
    </header>
    <main className={styles.main}>{children}</main>
  </div>
)

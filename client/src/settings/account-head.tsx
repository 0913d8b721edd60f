import type { ReactNode } from 'react'
import { Link } from '../shell/link.tsx'
import { pathTo } from '../shell/route.ts'
import styles from './account-head.module.css'

const PAGES = [
  { page: 'settings', title: 'Settings' },
  { page: 'keys', title: 'Keys' },
  { page: 'costs', title: 'Costs' },
  { page: 'storage', title: 'Storage' },
] as const

interface AccountHeadProps {
  readonly current: (typeof PAGES)[number]['page']
  /** What the page is about, in a sentence. */
  readonly children: ReactNode
}

/** The head of the pages about this machine rather than about a film. */
export const AccountHead = ({ current, children }: AccountHeadProps) => (
  <header className={styles.head}>
    <nav className={styles.nav} aria-label="About this machine">
      {PAGES.map(({ page, title }) => (
        <Link key={page} to={pathTo[page]} aria-current={page === current ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
    <h1 className={styles.title}>{PAGES.find(({ page }) => page === current)?.title}</h1>
    <p className={styles.lead}>{children}</p>
  </header>
)

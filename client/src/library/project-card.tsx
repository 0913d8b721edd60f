import type { ProjectSummary } from '@reelgraph/shared'
import Copy from 'lucide-react/icons/copy'
import Ellipsis from 'lucide-react/icons/ellipsis'
import LayoutTemplate from 'lucide-react/icons/layout-template'
import Pencil from 'lucide-react/icons/pencil'
import Trash2 from 'lucide-react/icons/trash-2'
import { formatAgo } from '../lib/format.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { MenuItem } from '../ui/menu-item.ts'
import { Menu } from '../ui/menu.tsx'
import { Link } from '../shell/link.tsx'
import { pathTo } from '../shell/route.ts'
import styles from './library.module.css'
import { Poster } from './poster.tsx'
import { duplicateProject, removeProject } from './project-list.ts'

interface ProjectCardProps {
  readonly project: ProjectSummary
  /** Milliseconds since 1970. */
  readonly now: number
  onRename(): void
  onSaveTemplate(): void
}

export function ProjectCard({ project, now, onRename, onSaveTemplate }: ProjectCardProps) {
  const items: readonly MenuItem[] = [
    { id: 'rename', label: 'Rename', icon: <Pencil />, onSelect: onRename },
    { id: 'duplicate', label: 'Duplicate', icon: <Copy />, onSelect: () => void duplicateProject(project) },
    { id: 'template', label: 'Save as template', icon: <LayoutTemplate />, onSelect: onSaveTemplate },
    { separator: true },
    { id: 'delete', label: 'Delete', icon: <Trash2 />, danger: true, onSelect: () => void removeProject(project) },
  ]
  return (
    <ContextMenu label={project.name} items={items}>
      <li className={styles.card}>
        <Link to={pathTo.project(project.id)} className={styles.open} aria-label={`Open ${project.name}`}>
          <Poster poster={project.poster} />
        </Link>
        <div className={styles.foot}>
          <div className={styles.about}>
            <span className={styles.name}>{project.name}</span>
            <span className={styles.facts}>
              {formatAgo(project.updatedAt, now)} ·{' '}
              {project.nodes === 0 ? 'empty' : `${project.nodes} ${project.nodes === 1 ? 'node' : 'nodes'}`}
            </span>
          </div>
          <div className={styles.menu}>
            <Menu items={items} align="end">
              <IconButton label={`More for ${project.name}`} icon={<Ellipsis />} size="small" />
            </Menu>
          </div>
        </div>
      </li>
    </ContextMenu>
  )
}

import type { OfferedTemplate } from '@reelgraph/shared'
import Trash2 from 'lucide-react/icons/trash-2'
import Ellipsis from 'lucide-react/icons/ellipsis'
import { useState } from 'react'
import { atMostText } from '../runs/price-text.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Tag } from '../ui/tag.tsx'
import styles from './library.module.css'
import { Poster } from './poster.tsx'

interface TemplateCardProps {
  readonly template: OfferedTemplate
  readonly busy: boolean
  onOpen(): void
  /** Only what a person saved can be deleted. */
  onDelete?(): void
}

const staysStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches

export function TemplateCard({ template, busy, onOpen, onDelete }: TemplateCardProps) {
  const [moving, setMoving] = useState(false)
  const start = () => setMoving(!staysStill())
  const stop = () => setMoving(false)
  return (
    <li className={styles.card} aria-busy={busy}>
      <button
        type="button"
        className={styles.open}
        disabled={busy}
        aria-label={`Open ${template.name}`}
        onClick={onOpen}
        onPointerEnter={start}
        onPointerLeave={stop}
        onFocus={start}
        onBlur={stop}
      >
        <Poster poster={template.poster} graph={template.graph} moving={moving} />
      </button>
      <div className={styles.foot}>
        <div className={styles.about}>
          <span className={styles.name}>{template.name}</span>
          {template.summary && <p className={styles.summary}>{template.summary}</p>}
          <div className={styles.needs}>
            {template.needs.map((need) => (
              <Tag key={need}>{need}</Tag>
            ))}
            <PriceTag template={template} />
          </div>
        </div>
        {onDelete && (
          <div className={styles.menu}>
            <Menu
              items={[{ id: 'delete', label: 'Delete template', icon: <Trash2 />, danger: true, onSelect: onDelete }]}
              align="end"
            >
              <IconButton label={`More for ${template.name}`} icon={<Ellipsis />} size="small" />
            </Menu>
          </div>
        )}
      </div>
    </li>
  )
}

function PriceTag({ template: { needs, price } }: { readonly template: OfferedTemplate }) {
  if (price === undefined) return needs.length === 0 && <Tag tone="ok">nothing needed</Tag>
  if (price === 'unknown') return <Tag>price unknown</Tag>
  if (price.high > 0) return <Tag>{atMostText(price)}</Tag>
  return <Tag tone="ok">{needs.length === 0 ? 'free, nothing needed' : 'free'}</Tag>
}

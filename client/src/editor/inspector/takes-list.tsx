import Download from 'lucide-react/icons/download'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Pin from 'lucide-react/icons/pin'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import {
  fallbackOf,
  findingsText,
  isAssetValue,
  nodeTitle,
  own,
  type AssetValue,
  type Finding,
  type Node,
  type Step,
  type StoredResult,
} from '@reelgraph/shared'
import { downloadUrl, posterUrl } from '../../api/urls.ts'
import { formatMoney } from '../../lib/format.ts'
import { fallbackText } from '../../runs/fallback-text.ts'
import { momentText } from '../../runs/reason-text.ts'
import { useNow } from '../../runs/use-now.ts'
import { useRuns, useTakes } from '../../runs/use-runs.ts'
import { classes } from '../../lib/classes.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { fileName } from '../../viewer/file-name.ts'
import { measureOf, mediaOf } from '../card/media-of.ts'
import { useItems } from '../card/use-items.ts'
import { runScope } from '../commands/run-commands.ts'
import { shownItem } from '../decide/asked-items.ts'
import { pinOps } from '../document/edits/takes.ts'
import { useEditing, useSession } from '../editor-context.ts'
import styles from './inspector.module.css'
import { keptBecause } from './kept-because.ts'

/** Every result of the item that is looked at: to choose, to look at, to download. None is ever overwritten. */
export function TakesList({ node, step }: { readonly node: Node; readonly step: Step }) {
  const editing = useEditing()
  const { document, session } = editing
  const { actions } = useRuns()
  const items = useItems(node.id)
  const chosen = useSession((state) => state.items[node.id])
  const item = shownItem(items, chosen)
  const takes = useTakes(node.id, item?.item ?? null)
  if (!takes || takes.length === 0) return
  const pinned = own(node.pins, item?.item ?? '')
  const which = items.length > 1 && item ? ` of item ${item.position + 1}` : ''
  return (
    <section className={styles.section} aria-label="Takes">
      <span className={styles.portHead}>
        <span className={styles.label}>
          {takes.length === 1 ? '1 take' : `${takes.length} takes`}
          {which}
        </span>
        {item?.item !== null && item !== undefined && !node.locked && (
          <>
            <Button
              size="small"
              variant="ghost"
              onClick={() => runScope(editing, { of: 'items', node: node.id, items: [item.item ?? ''] })}
            >
              Run {item.position + 1}
            </Button>
            <Button size="small" variant="ghost" onClick={() => void actions.reroll(node.id, [item.item ?? ''])}>
              Re-roll {item.position + 1}
            </Button>
          </>
        )}
        {pinned !== undefined && !node.locked && (
          <Button
            size="small"
            variant="ghost"
            onClick={() => document.commit('Let go of the take', pinOps(node, item?.item ?? null, undefined))}
          >
            Unpin
          </Button>
        )}
      </span>
      <ul className={styles.takes}>
        {takes
          .map((take, index) => (
            <Take
              key={take.fingerprint}
              take={take}
              number={index + 1}
              node={node}
              step={step}
              current={take.fingerprint === item?.fingerprint}
              pinned={take.fingerprint === pinned}
              onLook={() => session.setState({ overlay: { of: 'look', node: node.id, item: item?.item ?? null } })}
            />
          ))
          .toReversed()}
      </ul>
    </section>
  )
}

interface TakeProps {
  readonly take: StoredResult
  readonly number: number
  readonly node: Node
  readonly step: Step
  readonly current: boolean
  readonly pinned: boolean
  onLook(): void
}

function Take({ take, number, node, step, current, pinned, onLook }: TakeProps) {
  const { document, catalog, session } = useEditing()
  const kept = keptBecause(node, take)
  const now = useNow(30_000)
  const [media] = mediaOf(take.outputs, step.outputs)
  const title = nodeTitle(catalog, node)
  // The model that is set now stands above, and takes nobody's place; only another one is worth its place.
  const model =
    take.subject.model === undefined || take.subject.model === step.model?.id
      ? undefined
      : (catalog.models.get(take.subject.model)?.title ?? take.subject.model)
  return (
    <li className={classes(styles.take, current && styles.currentTake)}>
      <button type="button" className={styles.thumb} aria-label={`Look at take ${number}`} onClick={onLook}>
        {media && media.kind !== 'audio' ? (
          <img src={posterUrl(media.asset)} alt="" loading="lazy" />
        ) : (
          <span>{number}</span>
        )}
      </button>
      <span className={styles.takeText}>
        <strong>
          Take {number}
          {current && <span className={styles.inUse}> in use</span>}
        </strong>
        <span>
          {[measureOf(media), take.edited && 'edited by you', model, momentText(take.at, now), formatMoney(take.cost)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {take.findings && <Checked findings={take.findings} />}
        {take.insteadOf && model !== undefined && (
          <span>
            {fallbackText(catalog, {
              ...fallbackOf(take.subject.model ?? '', take.insteadOf),
              own: take.insteadOf.model,
              is: 'made',
            })}
          </span>
        )}
      </span>
      <IconButton
        size="small"
        label={pinned ? 'Chosen' : 'Use this take'}
        icon={<Pin />}
        pressed={pinned}
        disabled={node.locked === true}
        onClick={() =>
          document.commit(
            pinned ? 'Let go of the take' : 'Choose take',
            pinOps(node, take.item, pinned ? undefined : take.fingerprint),
          )
        }
      />
      <Menu
        align="end"
        items={() => [
          { id: 'look', label: 'Look at it', onSelect: onLook },
          {
            id: 'forget',
            label: 'Forget this result …',
            danger: true,
            ...(kept !== undefined && { disabled: true, reason: kept }),
            onSelect: () => session.setState({ overlay: { of: 'forget', node: node.id, result: take, take: number } }),
          },
        ]}
      >
        <button type="button" className={styles.download} aria-label={`Menu of take ${number}`}>
          <Ellipsis />
        </button>
      </Menu>
      {isAssetValue(media) && <DownloadLink asset={media} title={title} take={number} />}
    </li>
  )
}

/** What a machine has seen in it; nothing where none has looked. */
const Checked = ({ findings }: { readonly findings: readonly Finding[] }) =>
  findings.length === 0 ? (
    <span>checked, nothing is off</span>
  ) : (
    <span className={styles.off}>
      <TriangleAlert />
      {findingsText(findings)}
    </span>
  )

const DownloadLink = ({
  asset,
  title,
  take,
}: {
  readonly asset: AssetValue
  readonly title: string
  readonly take: number
}) => (
  <a
    className={styles.download}
    href={downloadUrl(asset.asset, fileName({ asset, title, take }))}
    download
    aria-label={`Download take ${take}`}
    title="Download"
  >
    <Download />
  </a>
)

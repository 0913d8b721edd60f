import Download from 'lucide-react/icons/download'
import { useState } from 'react'
import { isAssetValue, type Node } from '@reelgraph/shared'
import { downloadUrl, posterUrl } from '../../api/urls.ts'
import { AssetWidget } from '../../widgets/asset/asset.tsx'
import { Button } from '../../ui/button.tsx'
import { formatBytes } from '../../lib/format.ts'
import { fetchInto, uploadInto } from '../canvas/import-files.ts'
import { measureOf } from '../card/media-of.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useSession } from '../editor-context.ts'
import styles from './inspector.module.css'

const FIELD = { name: 'asset', title: 'File', advanced: false, optional: true, widget: 'asset' } as const

/** A file of one's own: dropped, picked, or fetched from an address that is checked at once. */
export function ImportSection({ node }: { readonly node: Node }) {
  const editing = useEditing()
  const upload = useSession((state) => state.uploads[node.id])
  const asset = isAssetValue(node.params.asset) ? node.params.asset : undefined
  const name = typeof node.params.name === 'string' ? node.params.name : 'File'
  const extras = {
    accept: 'image/*,video/*,audio/*',
    onPick: (file: File) => void uploadInto(editing, node.id, file),
    ...((asset || (upload && upload.problem === undefined)) && {
      asset: {
        title: name,
        ...(asset &&
          asset.kind !== 'audio' && {
            preview: <img src={posterUrl(asset.asset)} alt="" className={styles.preview} />,
          }),
        ...(upload && upload.problem === undefined && { progress: upload.fraction }),
      },
    }),
  }
  const clear = () => {
    editing.document.commit('Remove the file', [
      ...paramOps(node, 'asset', undefined),
      ...paramOps(node, 'name', undefined),
      ...paramOps(node, 'url', undefined),
    ])
    return true
  }
  return (
    <div className={styles.section}>
      <span className={styles.label} id={`${node.id}-file`}>
        File
      </span>
      <AssetWidget
        field={FIELD}
        value={asset}
        id={`${node.id}-asset`}
        describedBy={`${node.id}-file`}
        invalid={upload?.problem !== undefined}
        disabled={node.locked === true}
        extras={extras}
        onInput={() => {}}
        onCommit={clear}
        onProblem={() => {}}
      />
      {upload?.problem !== undefined && (
        <p className={styles.bad} role="alert">
          {upload.problem}
        </p>
      )}
      {asset && (
        <p className={styles.facts}>
          {[
            measureOf(asset),
            asset.fps === undefined ? undefined : `${Math.round(asset.fps * 100) / 100} fps`,
            formatBytes(asset.bytes),
            asset.mime,
          ]
            .filter(Boolean)
            .join(' · ')}
          <a
            className={styles.download}
            href={downloadUrl(asset.asset, name)}
            download
            aria-label="Download"
            title="Download"
          >
            <Download />
          </a>
        </p>
      )}
      <Address key={typeof node.params.url === 'string' ? node.params.url : ''} node={node} />
    </div>
  )
}

function Address({ node }: { readonly node: Node }) {
  const editing = useEditing()
  const stored = typeof node.params.url === 'string' ? node.params.url : ''
  const [url, setUrl] = useState(stored)
  const [fetching, setFetching] = useState(false)
  const go = async () => {
    if (url.trim() === '' || fetching) return
    setFetching(true)
    await fetchInto(editing, node.id, url.trim())
    setFetching(false)
  }
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <input
        aria-label="Address"
        placeholder="or an address: https://…"
        value={url}
        disabled={node.locked === true}
        spellCheck={false}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button type="submit" loading={fetching} disabled={url.trim() === '' || node.locked === true}>
        Fetch
      </Button>
    </form>
  )
}

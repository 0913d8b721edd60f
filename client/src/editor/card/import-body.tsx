import Upload from 'lucide-react/icons/upload'
import { useRef, useState, type DragEvent } from 'react'
import { classes } from '../../lib/classes.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { isAssetValue } from '@reelgraph/shared'
import { uploadInto } from '../canvas/import-files.ts'
import { useEditing, useSession } from '../editor-context.ts'
import styles from './card.module.css'
import { measureOf } from './media-of.ts'
import { MediaView } from './media-view.tsx'
import type { BodyProps } from './body-props.ts'
import { StateRow } from './state-row.tsx'
import type { StateLine } from './state-line.ts'

/** A file of one's own: shown, or a place to drop one. */
export function ImportBody({ node, title }: BodyProps) {
  const editing = useEditing()
  const upload = useSession((state) => state.uploads[node.id])
  const asset = isAssetValue(node.params.asset) ? node.params.asset : undefined
  const name = typeof node.params.name === 'string' ? node.params.name : undefined
  const line: StateLine =
    upload?.problem !== undefined
      ? { state: 'failed', words: upload.problem, error: { code: 'bad-media', message: upload.problem } }
      : upload
        ? { state: 'running', words: `${Math.round(upload.fraction * 100)} % uploaded` }
        : asset
          ? { state: 'done', words: [name, measureOf(asset)].filter(Boolean).join(' · ') }
          : { state: 'waits', words: 'no file yet' }
  return (
    <>
      <div className={styles.stage} data-type={asset?.kind ?? 'image'}>
        {asset ? (
          <MediaView
            asset={asset}
            title={title}
            onLook={() => editing.session.setState({ overlay: { of: 'look', node: node.id, item: null } })}
          />
        ) : (
          <DropZone disabled={node.locked === true} onFile={(file) => void uploadInto(editing, node.id, file)} />
        )}
        {upload && upload.problem === undefined && (
          <span className={styles.progress}>
            <ProgressBar label={`Uploading ${title}`} value={upload.fraction} />
          </span>
        )}
      </div>
      <StateRow node={node} line={line} item={undefined} />
    </>
  )
}

function DropZone({ disabled, onFile }: { readonly disabled: boolean; onFile(file: File): void }) {
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const hold = (event: DragEvent) => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.stopPropagation()
    setOver(true)
  }
  return (
    <button
      type="button"
      className={classes(styles.dropZone, over && styles.over, 'nodrag')}
      disabled={disabled}
      onClick={() => picker.current?.click()}
      onDragEnter={hold}
      onDragOver={hold}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const [file] = event.dataTransfer.files
        if (disabled || !file) return
        event.preventDefault()
        event.stopPropagation()
        onFile(file)
      }}
    >
      <Upload />
      <span>Drop a file, or click to choose</span>
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/*,video/*,audio/*"
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </button>
  )
}

import { useRef, useState, type DragEvent } from 'react'
import Upload from 'lucide-react/icons/upload'
import X from 'lucide-react/icons/x'
import { classes } from '../../lib/classes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import type { WidgetProps } from '../widget.ts'
import styles from './asset.module.css'

/** A place for a file: dropped on, or picked. Uploading is the caller's, through `extras.onPick`. */
export function AssetWidget({ field, value, id, describedBy, disabled, extras, onCommit }: WidgetProps<'asset'>) {
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { asset, accept, onPick } = extras
  const hold = (event: DragEvent) => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.stopPropagation()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (disabled || !file) return
    event.preventDefault()
    event.stopPropagation()
    onPick?.(file)
  }
  return (
    <div
      className={classes(styles.asset, over && styles.over, disabled && styles.disabled)}
      onDragEnter={hold}
      onDragOver={hold}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <button
        id={id}
        type="button"
        className={styles.pick}
        aria-describedby={describedBy}
        disabled={disabled}
        onClick={() => picker.current?.click()}
      >
        {asset?.preview !== undefined ? <span className={styles.preview}>{asset.preview}</span> : <Upload />}
        <span className={styles.words}>
          <span className={styles.title}>{asset?.title ?? field.placeholder ?? 'Drop a file'}</span>
          <span className={styles.more}>{asset ? 'Click or drop to replace' : 'or click to choose one'}</span>
        </span>
      </button>
      {value !== undefined && value !== null && field.optional && (
        <IconButton size="small" label="Remove" icon={<X />} disabled={disabled} onClick={() => onCommit(undefined)} />
      )}
      <input
        ref={picker}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onPick?.(file)
        }}
      />
      {asset?.progress !== undefined && (
        <div className={styles.progress}>
          <ProgressBar label={`Uploading ${asset.title}`} value={asset.progress} />
        </div>
      )}
    </div>
  )
}

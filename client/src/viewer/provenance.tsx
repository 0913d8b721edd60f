import type { AssetValue } from '@reelgraph/shared'
import { assetUrl, posterUrl } from '../api/urls.ts'
import { usePeaks } from '../api/use-peaks.ts'
import { AudioPlayer } from '../ui/media/audio-player.tsx'
import { mediaFacts, type Fact, type InputFact, type Provenance as Facts } from './provenance-facts.ts'
import styles from './viewer.module.css'

interface ProvenanceProps {
  /** Nothing for what was typed or imported: it was not made. */
  readonly facts: Facts | undefined
  readonly asset: AssetValue | undefined
}

/** Where a result came from. */
export const Provenance = ({ facts, asset }: ProvenanceProps) => (
  <div className={styles.provenance}>
    {asset && (
      <section>
        <h2>File</h2>
        <p>{mediaFacts(asset).join(' · ')}</p>
      </section>
    )}
    {facts && (
      <>
        <section>
          <h2>Made by</h2>
          <p className={styles.model}>{facts.model}</p>
          <List facts={facts.made} />
        </section>
        {facts.inputs.length > 0 && (
          <section>
            <h2>From</h2>
            {facts.inputs.map((input) => (
              <Input key={input.title} input={input} />
            ))}
          </section>
        )}
        <section>
          <h2>Settings</h2>
          {facts.settings.length > 0 ? (
            <List facts={facts.settings} />
          ) : (
            <p className={styles.quiet}>All as the model has them.</p>
          )}
        </section>
      </>
    )}
  </div>
)

const List = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className={styles.facts}>
    {facts.map(({ title, value }) => (
      <div key={title}>
        <dt>{title}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

function Sound({ asset, label }: { readonly asset: AssetValue['asset']; readonly label: string }) {
  return <AudioPlayer className={styles.sound ?? ''} src={assetUrl(asset)} label={label} peaks={usePeaks(asset)} />
}

const Input = ({ input }: { readonly input: InputFact }) => (
  <div className={styles.input}>
    <h3>{input.title}</h3>
    {input.text !== undefined && <p className={styles.text}>{input.text}</p>}
    {input.assets.length > 0 && (
      <div className={styles.thumbs}>
        {input.assets.map((asset, position) =>
          input.type === 'audio' ? (
            <Sound key={`${asset}${position}`} asset={asset} label={`${input.title} ${position + 1}`} />
          ) : (
            <a key={`${asset}${position}`} href={assetUrl(asset)} target="_blank" rel="noreferrer">
              <img src={posterUrl(asset)} alt={`${input.title} ${position + 1}`} loading="lazy" />
            </a>
          ),
        )}
      </div>
    )}
  </div>
)

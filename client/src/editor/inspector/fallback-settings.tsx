import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import { fallbackFit, MOST_FALLBACKS, providerOf, type Fallbacks, type Node, type Step } from '@reelgraph/shared'
import { useState } from 'react'
import { useKeyless } from '../../keys/use-keyless.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SegmentedControl } from '../../ui/segmented.tsx'
import { fallbackOps } from '../document/edits/nodes.ts'
import { useEditing, useProject } from '../editor-context.ts'
import { FALLBACKS_PLACE } from '../remedy/show-field.ts'
import styles from './inspector.module.css'
import { ModelDialog } from './model-dialog.tsx'

const POLICIES: readonly { readonly value: Fallbacks['policy']; readonly label: string }[] = [
  { value: 'ask', label: 'Ask me' },
  { value: 'cheaper', label: 'Same or less' },
  { value: 'any', label: 'Any price' },
]

const MEANS: Readonly<Record<Fallbacks['policy'], string>> = {
  ask: 'The run waits, and asks before another model takes its place.',
  cheaper: 'The next one takes its place where it costs the same or less.',
  any: 'The next one takes its place, whatever it costs. The plan counts the dearest.',
}

/** The same for all of them. */
const ONLY =
  'Only where surely nothing was paid, and not for refused words or settings. A busy provider is waited for, but not where it asks for more than two minutes.'

interface FallbackSettingsProps {
  readonly node: Node
  readonly step: Step
}

/** What is said where nothing can come between: nobody is asked for a key, and nobody refuses. */
const NOT_NEEDED = 'The model above runs on this machine and hardly needs them, but a plan counts what they may cost.'

/**
 * Which models make it where the provider of its own cannot: no key or a refused one, no credits, down, too busy, retired. Never
 * for what is asked of it, and never after anything was or may have been paid.
 */
export function FallbackSettings({ node, step }: FallbackSettingsProps) {
  const { catalog, document, project } = useEditing()
  const keyless = useKeyless(project)
  const edges = useProject((state) => state.edges)
  const [open, setOpen] = useState(false)
  const models = node.fallbacks?.models ?? []
  const policy = node.fallbacks?.policy ?? 'ask'
  const isWired = (port: string): boolean =>
    Object.values(edges).some(({ to }) => to.node === node.id && to.port === port)
  const fitOf = (model: string): ReturnType<typeof fallbackFit> =>
    catalog.models.has(model)
      ? fallbackFit({ catalog, edges, node, step, isWired }, model)
      : { misfit: 'It is no longer there.' }
  const hasAccount = step.provider?.account !== undefined
  const save = (name: string, next: readonly string[], how = policy) =>
    document.commit(name, fallbackOps(node, next.length > 0 ? { models: [...next], policy: how } : undefined))
  return (
    <section className={styles.section} aria-label="If its provider cannot" data-field={FALLBACKS_PLACE}>
      <span className={styles.portHead}>
        <span className={styles.label}>If its provider cannot</span>
        {hasAccount && models.length < MOST_FALLBACKS && (
          <Button
            size="small"
            variant="ghost"
            icon={<Plus />}
            disabled={node.locked === true}
            onClick={() => setOpen(true)}
          >
            Fallback
          </Button>
        )}
      </span>
      {models.length > 0 && (
        <>
          <ol className={styles.fallbacks} aria-label="Fallbacks, in order">
            {models.map((model) => {
              const title = catalog.models.get(model)?.title ?? model
              const provider = catalog.providers.get(providerOf(model))
              const fit = fitOf(model)
              const isKeyless = provider?.account !== undefined && keyless.has(provider.id)
              const why = 'misfit' in fit ? fit.misfit : isKeyless ? `${provider.title} has no key.` : undefined
              return (
                <li key={model}>
                  <span className={styles.modelText}>
                    <strong>{title}</strong>
                    <span>{why === undefined ? provider?.title : `Passed over: ${why}`}</span>
                    {'changes' in fit && why === undefined && fit.changes.length > 0 && (
                      <span>{fit.changes.join(' ')}</span>
                    )}
                  </span>
                  <IconButton
                    size="small"
                    label={`Remove ${title}`}
                    icon={<X />}
                    disabled={node.locked === true}
                    onClick={() =>
                      save(
                        'Remove the fallback',
                        models.filter((other) => other !== model),
                      )
                    }
                  />
                </li>
              )
            })}
          </ol>
          <SegmentedControl
            fill
            label="When another model may take its place"
            describedBy={`${node.id}-fallbacks-hint`}
            segments={POLICIES}
            value={policy}
            onChange={(next) => save('When its provider cannot', models, next)}
          />
          <span id={`${node.id}-fallbacks-hint`} className={styles.quiet}>
            {hasAccount ? `${MEANS[policy]} ${ONLY}` : NOT_NEEDED}
          </span>
        </>
      )}
      {open && (
        <ModelDialog
          node={node}
          onClose={() => setOpen(false)}
          pick={{
            title: 'If its provider cannot, make it with',
            offers: (model) => !models.includes(model) && 'step' in fitOf(model),
            onPick: (model) => save('Add a fallback', [...models, model]),
          }}
        />
      )}
    </section>
  )
}

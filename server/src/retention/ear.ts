import type { Op } from '@reelgraph/shared'
import type { OpLog, ResultStore, RunJournal } from '../store/stores.ts'
import { Names } from './names.ts'

/** What has been spoken of since somebody began to listen. */
export interface Heard {
  /** Media and results. */
  readonly names: Names
  /** Nodes that a change of a project was about. */
  readonly nodes: ReadonlySet<string>
}

/**
 * Hears of every media file, result and node that anybody begins to use, before it is used. While nobody listens it costs
 * nothing. What it lets through is unchanged.
 */
export class Ear {
  private heard: { readonly names: Names; readonly nodes: Set<string> } | undefined

  /** One at a time. */
  listen(): Heard {
    this.heard = { names: new Names(), nodes: new Set() }
    return this.heard
  }

  stop(): void {
    this.heard = undefined
  }

  results(store: ResultStore): ResultStore {
    return {
      ...store,
      put: (result) => {
        this.heard?.names.add(result.fingerprint)
        this.heard?.names.addAllIn(JSON.stringify([result.outputs, result.subject]))
        store.put(result)
      },
      use: (use) => {
        this.heard?.names.add(use.fingerprint)
        store.use(use)
      },
    }
  }

  /** A run writes down what it reuses in the same breath in which it has found it. */
  journal(journal: RunJournal): RunJournal {
    return {
      ...journal,
      append: (run, seq, event) => {
        this.heard?.names.addAllIn(JSON.stringify(event))
        journal.append(run, seq, event)
      },
    }
  }

  opLog(log: OpLog): OpLog {
    return {
      ...log,
      append: (project, entry) => {
        if (this.heard) {
          this.heard.names.addAllIn(JSON.stringify(entry.ops))
          for (const op of entry.ops) for (const node of nodesOf(op)) this.heard.nodes.add(node)
        }
        return log.append(project, entry)
      },
    }
  }
}

const nodesOf = (op: Op): readonly string[] => {
  if (op.op === 'node-add') return [op.node.id]
  const [root, id] = op.op === 'set' ? op.path : []
  return root === 'nodes' && id !== undefined ? [id] : []
}

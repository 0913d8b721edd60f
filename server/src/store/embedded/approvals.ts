import { taskKey } from '@reelgraph/shared'
import { approvalKey, type ApprovalStore } from '../stores.ts'
import type { Bound } from './journal.ts'

export const createApprovalStore = ({ sqlite, write }: Bound): ApprovalStore => {
  const insert = sqlite.prepare('INSERT OR IGNORE INTO approvals (project, task, content, at) VALUES (?, ?, ?, ?)')
  const select = sqlite.prepare('SELECT task, content FROM approvals WHERE project = ?')
  return {
    approve({ project, node, item, content, at }) {
      const task = taskKey(node, item)
      write(() => insert.run(project, task, content, at))
    },
    async of(project) {
      const rows = select.all(project) as unknown as readonly { readonly task: string; readonly content: string }[] // the selected columns
      return new Set(rows.map(({ task, content }) => approvalKey(task, null, content)))
    },
  }
}

import type { ProjectId } from '@reelgraph/shared'
import { approvalKey, type Approval, type ApprovalStore } from '../store/stores.ts'

/** What people approve, known at once to runs that have read long before what there was. */
export class ApprovalsSince implements ApprovalStore {
  private readonly store: ApprovalStore
  private readonly since = new Map<ProjectId, Set<string>>()

  constructor(store: ApprovalStore) {
    this.store = store
  }

  approve(approval: Approval): void {
    this.store.approve(approval)
    const { project, node, item, content } = approval
    const keys = this.since.get(project) ?? new Set()
    this.since.set(project, keys.add(approvalKey(node, item, content)))
  }

  of(project: ProjectId): Promise<ReadonlySet<string>> {
    return this.store.of(project)
  }

  /** Whether it was approved since this process began. `key`: as `approvalKey` names it. */
  has(project: ProjectId, key: string): boolean {
    return this.since.get(project)?.has(key) ?? false
  }
}

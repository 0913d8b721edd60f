import type { ProjectId } from '@reelgraph/shared'
import { Connection, type Exchange, type Line } from './connection.ts'
import { newsOf, projectFrame, runFrame, type NewsFrame } from './news.ts'
import type { Subscription } from './subscription.ts'

export interface HubParts extends Omit<Exchange, 'join' | 'part' | 'leave'> {
  /** How often a sign of life is asked for, in milliseconds. */
  readonly heartbeatMs?: number
}

/** Brings what happens to everybody who watches. */
export class SocketHub {
  private readonly parts: HubParts
  private readonly connections = new Set<Connection>()
  private readonly watchers = new Map<ProjectId, Set<Subscription>>()
  private readonly heartbeat: NodeJS.Timeout
  private readonly stopWatching: readonly (() => void)[]

  constructor(parts: HubParts) {
    this.parts = parts
    this.stopWatching = [
      parts.projects.watch((news) => this.tell(projectFrame(news))),
      parts.engine.watch((news) => {
        if (this.watchers.has(news.project)) this.tell(runFrame(news))
      }),
    ]
    this.heartbeat = setInterval(() => this.beat(), parts.heartbeatMs ?? 30_000)
    this.heartbeat.unref()
  }

  connect(line: Line): Connection {
    const connection: Connection = new Connection(
      {
        ...this.parts,
        join: (project, subscription) => this.join(project, subscription),
        part: (project, subscription) => this.part(project, subscription),
        leave: (left) => void this.connections.delete(left),
      },
      line,
    )
    this.connections.add(connection)
    return connection
  }

  private join(project: ProjectId, subscription: Subscription): void {
    const watchers = this.watchers.get(project)
    if (watchers) watchers.add(subscription)
    else this.watchers.set(project, new Set([subscription]))
  }

  private part(project: ProjectId, subscription: Subscription): void {
    const watchers = this.watchers.get(project)
    watchers?.delete(subscription)
    if (watchers?.size === 0) this.watchers.delete(project)
  }

  close(): void {
    clearInterval(this.heartbeat)
    for (const stop of this.stopWatching) stop()
    for (const connection of [...this.connections]) connection.end(1001, 'the server stops')
  }

  private tell(frame: NewsFrame): void {
    const watchers = this.watchers.get(frame.project)
    if (!watchers) return
    const news = newsOf(frame)
    for (const subscription of [...watchers]) subscription.accept(news)
  }

  private beat(): void {
    for (const connection of [...this.connections]) connection.beat()
  }
}

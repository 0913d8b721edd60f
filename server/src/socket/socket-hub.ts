import type { ProjectId, ServerFrame } from '@reelgraph/shared'
import type { RunNews } from '../engine/engine.ts'
import { Audience } from './audience.ts'
import { Connection, type Exchange, type Line } from './connection.ts'
import { forgottenFrame, projectFrame, volatileFrame } from './news.ts'
import type { Subscription } from './subscription.ts'

export interface HubParts extends Omit<Exchange, 'join' | 'part' | 'flush' | 'leave'> {
  /** How often a sign of life is asked for, in milliseconds. */
  readonly heartbeatMs?: number
}

/** Brings what happens to everybody who watches. */
export class SocketHub {
  private readonly parts: HubParts
  private readonly connections = new Set<Connection>()
  private readonly audiences = new Map<ProjectId, Audience>()
  private readonly heartbeat: NodeJS.Timeout
  private readonly stopWatching: readonly (() => void)[]

  constructor(parts: HubParts) {
    this.parts = parts
    this.stopWatching = [
      parts.projects.watch((news) => this.audiences.get(news.project)?.tell(projectFrame(news))),
      parts.engine.watch((news) => this.tellOfRun(news)),
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
        flush: (project) => this.audiences.get(project)?.flush(),
        leave: (left) => void this.connections.delete(left),
      },
      line,
    )
    this.connections.add(connection)
    return connection
  }

  private join(project: ProjectId, subscription: Subscription): void {
    const audience = this.audiences.get(project) ?? new Audience(project)
    audience.join(subscription)
    // Set even where it is there: all who were in it may just have been dropped, and it with them.
    this.audiences.set(project, audience)
  }

  private part(project: ProjectId, subscription: Subscription): void {
    const audience = this.audiences.get(project)
    audience?.part(subscription)
    if (audience?.isEmpty) this.audiences.delete(project)
  }

  close(): void {
    clearInterval(this.heartbeat)
    for (const stop of this.stopWatching) stop()
    for (const audience of this.audiences.values()) audience.end()
    for (const connection of [...this.connections]) connection.end(1001, 'the server stops')
  }

  private tellOfRun(news: RunNews): void {
    if (news.type === 'lanes') return this.tellEverybody({ type: 'lanes', lanes: [...news.lanes] })
    if (news.type === 'events') this.audiences.get(news.project)?.tellEvents(news.run, news.events)
    else if (news.type === 'volatile') this.audiences.get(news.project)?.tell(volatileFrame(news))
    // any project may have found it ready and show it
    else for (const [project, audience] of this.audiences) audience.tell(forgottenFrame({ ...news, project }))
  }

  private tellEverybody(frame: ServerFrame): void {
    const bytes = Buffer.from(JSON.stringify(frame))
    for (const connection of [...this.connections]) connection.tell(bytes)
  }

  private beat(): void {
    for (const connection of [...this.connections]) connection.beat()
  }
}

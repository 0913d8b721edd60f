import { fail, type Catalog, type Clock } from '@reelgraph/shared'
import { Hono } from 'hono'
import type { AssetStore } from './assets/asset-store.ts'
import type { DerivedMedia } from './assets/derived-media.ts'
import type { Engine } from './engine/engine.ts'
import { answerError, readableError } from './http/answer-error.ts'
import type { Door } from './http/door.ts'
import type { Api } from './http/implement.ts'
import { assetRoutes } from './http/routes/assets.ts'
import { keyRoutes, type KeyRouteParts } from './http/routes/keys.ts'
import { laneRoutes } from './http/routes/lanes.ts'
import { liveRoutes } from './http/routes/live.ts'
import { moneyRoutes } from './http/routes/money.ts'
import { projectRoutes } from './http/routes/projects.ts'
import { runRoutes } from './http/routes/runs.ts'
import { settingsRoutes } from './http/routes/settings.ts'
import { storageRoutes } from './http/routes/storage.ts'
import { systemRoutes, type Health } from './http/routes/system.ts'
import { templateRoutes } from './http/routes/templates.ts'
import { trialRoutes } from './http/routes/trial.ts'
import { securityHeaders } from './http/security-headers.ts'
import { staticClient } from './http/static-client.ts'
import type { LiveLists } from './live/live-lists.ts'
import type { ServerLog } from './log.ts'
import type { FetchGateway } from './net/fetch-gateway.ts'
import type { ProjectRegistry } from './projects/project-registry.ts'
import type { Retention } from './retention/retention.ts'
import type { SettingsDocument } from './settings-document/settings-document.ts'
import { SocketHub, type HubParts } from './socket/socket-hub.ts'
import { socketRoute } from './socket/socket-route.ts'
import type { AttemptStore } from './store/attempts.ts'
import type { AssetFacts } from './store/asset-facts.ts'
import type { TemplateLibrary } from './templates/template-library.ts'

export interface AppParts extends Pick<KeyRouteParts, 'accounts' | 'accountChecks' | 'providerFetch' | 'redactor'> {
  readonly catalog: Catalog
  readonly engine: Engine
  readonly projects: ProjectRegistry
  readonly templates: TemplateLibrary
  readonly assets: AssetStore
  readonly facts: AssetFacts
  readonly derived: DerivedMedia
  readonly attempts: Pick<AttemptStore, 'sums' | 'spent' | 'list'>
  readonly retention: Retention
  readonly live: Pick<LiveLists, 'list'>
  readonly settings: SettingsDocument
  readonly clock: Pick<Clock, 'now'>
  readonly gateway: FetchGateway
  readonly door: Door
  readonly log: ServerLog
  readonly health: () => Promise<Health>
  /** Largest accepted file, in bytes. */
  readonly maxUploadBytes: number
  /** The built interface. */
  readonly clientFolder: string
  /** Parses every answer too. For tests and development. */
  readonly checkAnswers?: boolean
  readonly socket?: Pick<HubParts, 'maxBufferedBytes' | 'heartbeatMs'>
}

export interface App {
  readonly http: Hono
  readonly sockets: SocketHub
}

/** Bodies up to this many bytes have arrived before they can be refused. */
const SMALL_BODY = 16_384

/** Everything that answers, given everything that it needs. */
export const createApp = (parts: AppParts): App => {
  const { door, log } = parts
  const http = new Hono()
  const readable = (thrown: unknown) => parts.redactor.value(readableError(thrown, log))

  http.onError((error, c) => {
    const answer = answerError(readable(error))
    // Nobody reads the rest of a large body that was refused, so the connection cannot serve another request.
    if (c.req.raw.body && Number(c.req.header('content-length') ?? Infinity) > SMALL_BODY) {
      answer.headers.set('connection', 'close')
    }
    return answer
  })
  http.use(securityHeaders)
  http.use(async (c, next) => {
    const refusal = door.refusal(c.req.raw)
    return refusal ? answerError(refusal.body) : next()
  })

  const api: Api = { app: http, contracts: [], checkAnswers: parts.checkAnswers ?? false }
  systemRoutes(api, parts)
  projectRoutes(api, parts)
  runRoutes(api, parts)
  laneRoutes(api, parts)
  keyRoutes(api, parts)
  trialRoutes(api, parts)
  liveRoutes(api, parts)
  moneyRoutes(api, parts)
  settingsRoutes(api, parts)
  storageRoutes(api, parts)
  assetRoutes(api, parts)
  templateRoutes(api, parts)
  const sockets = new SocketHub({
    ...parts.socket,
    projects: parts.projects,
    engine: parts.engine,
    log,
    readableError: readable,
  })
  socketRoute(http, sockets)

  http.use(staticClient(parts.clientFolder))
  http.notFound((c) =>
    answerError(
      fail('not-found', `There is nothing at ${c.req.method} ${c.req.path}.`, {
        hint: 'All addresses are in /api/openapi.json.',
      }).body,
    ),
  )
  return { http, sockets }
}

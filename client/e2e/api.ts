import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AssetValue, Op, OpenedProject, ProjectId, Run, RunId, Scope, Template, Uploaded } from '@reelgraph/shared'
import type { ServerProcess } from './server.ts'

/** A client of the real server's API, as somebody with a script would write one. */
export const apiOf = (server: ServerProcess) => {
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(`${server.url}${path}`, init)
    const body: unknown = await response.json()
    if (!response.ok) throw Object.assign(new Error(JSON.stringify(body)), { status: response.status, body })
    return body as T // the contracts are tested where they are implemented
  }
  const post = <T>(path: string, body: unknown): Promise<T> =>
    ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const api = {
    ask,
    post,
    templates: async () => (await ask<{ templates: Template[] }>('/api/templates')).templates,
    projects: async () => (await ask<{ projects: { id: ProjectId; name: string }[] }>('/api/projects')).projects,
    open: (id: ProjectId) => ask<OpenedProject>(`/api/projects/${id}`),
    create: (body: { readonly template?: string; readonly name?: string }) =>
      post<OpenedProject>('/api/projects', body),
    change: (id: ProjectId, base: number, ops: readonly Op[]) =>
      post<{ revision: number }>(`/api/projects/${id}/ops`, { id: crypto.randomUUID(), base, ops }),
    upload: (bytes: Uint8Array<ArrayBuffer>, name: string) =>
      ask<Uploaded>('/api/assets', {
        method: 'POST',
        headers: { 'x-file-name': encodeURIComponent(name), 'x-upload-id': crypto.randomUUID() },
        body: bytes,
      }),
    start: async (id: ProjectId, scope: Scope = { of: 'all' }) =>
      (await post<{ runId: RunId }>(`/api/projects/${id}/runs`, { scope })).runId,
    run: (id: RunId) => ask<Run>(`/api/runs/${id}`),
    /** Asks until the run has ended. */
    async ended(id: RunId): Promise<Run> {
      const run = await api.run(id)
      if (run.endedAt !== undefined) return run
      await new Promise((resolve) => setTimeout(resolve, 100))
      return api.ended(id)
    },
    /** Downloads a file into the server's own temporary folder. */
    async download(asset: AssetValue, name: string): Promise<string> {
      const response = await fetch(`${server.url}/api/assets/${asset.asset}`)
      const file = join(server.data, name)
      await writeFile(file, new Uint8Array(await response.arrayBuffer()))
      return file
    },
  }
  return api
}

export type Api = ReturnType<typeof apiOf>

/** The media a node made in a run, in the order of its items. */
export const mediaOf = (run: Run, node: string, port: string): readonly AssetValue[] =>
  run.tasks
    .filter((task) => task.node === node)
    .toSorted((a, b) => a.position - b.position)
    .flatMap((task) => {
      const output = task.outputs?.[port]
      return output && 'value' in output ? [output.value as AssetValue] : [] // a media port
    })

/** The run of a project that was started last. */
export const newestRun = async (api: Api, project: ProjectId): Promise<Run> => {
  const { runs } = await api.ask<{ runs: { id: RunId }[] }>(`/api/projects/${project}/runs`)
  const [newest] = runs
  if (!newest) throw new Error('Nothing has run yet.')
  return api.run(newest.id)
}

import { errorBody, importUrl, readClipboard, pasteNodes, type Json, type MediaKind, type Op } from '@reelgraph/shared'
import { call } from '../../api/call.ts'
import { upload } from '../../api/upload.ts'
import { toast } from '../../ui/toast.ts'
import { createNode, paramOps, type Point } from '../document/edits/nodes.ts'
import type { Editing } from '../editor-context.ts'
import { select, type UploadState } from '../session/session-store.ts'

const mediaKind = (file: File): MediaKind | undefined => {
  const [kind] = file.type.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : undefined
}

const isDocument = (file: File): boolean => file.type === 'application/json' || file.name.endsWith('.json')

const setUpload = ({ session }: Editing, node: string, state: UploadState | undefined): void =>
  session.setState(({ uploads }) => {
    const { [node]: before, ...rest } = uploads
    void before
    return { uploads: state ? { ...rest, [node]: state } : rest }
  })

/** Puts files on the canvas: media as import nodes below one another, copied nodes as nodes. */
export const dropFiles = async (editing: Editing, files: readonly File[], at: Point): Promise<void> => {
  const media = files.filter((file) => !isDocument(file))
  const nodes = media.map((file, index) => ({
    file,
    node: createNode({ kind: 'import', at: { x: at.x + index * 24, y: at.y + index * 236 }, params: paramsFor(file) }),
  }))
  if (nodes.length > 0) {
    const ops = nodes.map(({ node }): Op => ({ op: 'node-add', node }))
    if (!editing.document.commit(nodes.length === 1 ? 'Import a file' : `Import ${nodes.length} files`, ops)) return
    select(
      editing.session,
      nodes.map(({ node }) => node.id),
    )
  }
  await Promise.all([
    ...nodes.map(({ file, node }) => uploadInto(editing, node.id, file)),
    ...files.filter(isDocument).map((file) => insertDocument(editing, file, at)),
  ])
}

const paramsFor = (file: File): Readonly<Record<string, Json>> => {
  const kind = mediaKind(file)
  return { name: file.name.slice(0, 400), ...(kind && { media: kind }) }
}

const insertDocument = async (editing: Editing, file: File, at: Point): Promise<void> => {
  const clipboard = readClipboard(await file.text())
  if (!clipboard) return void toast({ text: `“${file.name}” holds no Reelgraph nodes.`, tone: 'bad' })
  const { ops, nodes } = pasteNodes(editing.document.project, clipboard, { at })
  if (editing.document.commit('Insert nodes', ops)) select(editing.session, nodes)
}

/** Uploads a file into an import node that is there. What goes wrong is shown on the card; the node stays. */
export const uploadInto = async (editing: Editing, id: string, file: File): Promise<void> => {
  setUpload(editing, id, { fraction: 0 })
  try {
    const uploaded = await upload(file, { onProgress: (fraction) => setUpload(editing, id, { fraction }) })
    finish(editing, id, uploaded)
  } catch (thrown) {
    const { message, hint } = errorBody(thrown)
    setUpload(editing, id, { fraction: 0, problem: [message, hint].filter(Boolean).join(' ') })
  }
}

/** Fetches a public address into an import node. @returns why it could not be had. */
export const fetchInto = async (editing: Editing, id: string, url: string): Promise<string | undefined> => {
  setUpload(editing, id, { fraction: 0 })
  try {
    finish(editing, id, await call(importUrl, { body: { url } }), url)
    return undefined
  } catch (thrown) {
    const { message, hint } = errorBody(thrown)
    const problem = [message, hint].filter(Boolean).join(' ')
    setUpload(editing, id, { fraction: 0, problem })
    return problem
  }
}

const finish = (
  editing: Editing,
  id: string,
  { asset, name }: { readonly asset: { readonly kind: MediaKind } & Json; readonly name: string },
  url?: string,
): void => {
  setUpload(editing, id, undefined)
  const node = editing.document.project.nodes[id]
  if (!node) return
  editing.document.commit('Import a file', [
    ...paramOps(node, 'asset', asset),
    ...paramOps(node, 'media', asset.kind),
    ...paramOps(node, 'name', name.slice(0, 400)),
    ...paramOps(node, 'url', url),
  ])
}

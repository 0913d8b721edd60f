import { extname, join, normalize } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { serveFile } from './serve-file.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Reelgraph</title>
<style>body{font:16px/1.6 system-ui;margin:15vh auto;max-width:36em;padding:0 1em}</style>
<h1>The interface is not built yet</h1>
<p>The server works, but its interface is missing. Stop it and start it with <code>npm start</code>, which builds what is missing,
or use <code>npm run dev</code> and open the address that it prints.</p></html>`

/** The built interface. Files whose name holds their hash are kept for good; a page address gives the one page. */
export const staticClient =
  (folder: string): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.path.startsWith('/api/') || !['GET', 'HEAD'].includes(c.req.method)) return next()
    const path = pathOf(c.req.path)
    if (path === undefined) return next()
    const found = path === '/' ? undefined : await serve(c.req.raw, folder, path)
    if (found) return found
    if (extname(path) !== '') return next()
    return (await serve(c.req.raw, folder, '/index.html')) ?? c.html(NOT_BUILT, 503)
  }

const serve = (request: Request, folder: string, path: string): Promise<Response | undefined> =>
  serveFile({
    request,
    path: join(folder, path),
    headers: {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })

/** Inside the folder, whatever was asked for. */
const pathOf = (text: string): string | undefined => {
  try {
    const path = normalize(decodeURIComponent(text)).replaceAll('\\', '/')
    return path.startsWith('/') && !path.includes('\0') && !path.includes('/../') && !path.endsWith('/..')
      ? path
      : undefined
  } catch {
    return undefined
  }
}

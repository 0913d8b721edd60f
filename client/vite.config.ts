import { defineConfig } from 'vite'
import react from '@vitejs/plugin-react'

const server = `http://127.0.0.1:${process.env.PORT ?? 4100}`
// The colours are written with light-dark(); older targets would have it rewritten.
const browsers = ['chrome123', 'edge123', 'firefox120', 'safari17.5']

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', target: browsers, sourcemap: false },
  server: { host: '127.0.0.1', proxy: { '/api': { target: server, ws: true } } },
})

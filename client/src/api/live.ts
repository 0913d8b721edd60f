import { useSyncExternalStore } from 'react'
import { Socket, type ConnectionState, type Wire } from './socket.ts'

const connect = (): Wire => {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/socket`)
  const wire: Wire = {
    send: (text) => socket.send(text),
    close: () => socket.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  }
  socket.onopen = () => wire.onopen?.()
  socket.onmessage = (event) => wire.onmessage?.({ data: event.data as unknown }) // typed any by the DOM
  socket.onclose = () => wire.onclose?.()
  return wire
}

/** The tab's connection. It opens with the first subscription, or when the shell starts it. */
export const socket = new Socket({ connect })

export const useConnection = (): ConnectionState => useSyncExternalStore(socket.watchState, socket.getState)

/** Keeps the connection for as long as the page lives, and tries at once when there is reason to hope. */
export const keepConnected = (): (() => void) => {
  socket.start()
  const looked = () => document.visibilityState === 'visible' && socket.hurry()
  window.addEventListener('online', socket.hurry)
  document.addEventListener('visibilitychange', looked)
  return () => {
    window.removeEventListener('online', socket.hurry)
    document.removeEventListener('visibilitychange', looked)
  }
}

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Stopped } from './say.mjs'

const windows = process.platform === 'win32'
const living = new Set()
let asked

/**
 * Every program is started in a process group of its own: Ctrl-C then reaches it once, from us, and not a second time
 * from the terminal. It gets the signal alone, so that it can end its own children in order; a second signal goes to all.
 */
const send = (child, signal, group) => {
  if (windows) return signal === 'SIGINT' ? undefined : void child.kill() // the console has told it already
  try {
    process.kill(group ? -child.pid : child.pid, signal)
  } catch {
    // it has ended in the meantime
  }
}

const codeOf = (signal) => 128 + constants.signals[signal]

const stop = (signal) => {
  const again = asked !== undefined
  asked = signal
  if (living.size === 0) process.exit(codeOf(signal))
  for (const child of living) send(child, signal, again)
}

/** From now on a signal goes to what we started, and we end when it has ended. */
export const forwardSignals = () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  process.on('exit', () => living.forEach((child) => send(child, 'SIGTERM', true)))
  followParent()
}

/** npm does not pass SIGTERM on. When it has ended, there is nobody left to stop the server but us. */
const followParent = () => {
  const parent = process.ppid
  if (!process.env.npm_lifecycle_event || windows || parent <= 1) return
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop('SIGTERM')
  }, 300)
  watch.unref()
}

const started = (program, args, { cwd, env, stdio }) => {
  const child = spawn(program, args, { cwd, env, stdio, detached: !windows, windowsHide: true })
  living.add(child)
  const ended = new Promise((resolve, reject) => {
    child.once('error', (error) => {
      living.delete(child)
      reject(error)
    })
    child.once('close', (code, signal) => {
      living.delete(child)
      if (!windows) send(child, 'SIGTERM', true)
      resolve(signal ? codeOf(signal) : code)
    })
  })
  return { child, ended, stop: () => living.has(child) && send(child, 'SIGTERM') }
}

/** Runs a program in front of the person. Gives its exit code. */
export const inFront = (program, args, { cwd, env }) => started(program, args, { cwd, env, stdio: 'inherit' }).ended

/** The same for several: when one ends, the others are told to. Gives the exit code of the first to end. */
export const together = async (programs) => {
  const all = programs.map(({ program, args, cwd, env }) => started(program, args, { cwd, env, stdio: 'inherit' }))
  const code = await Promise.race(all.map(({ ended }) => ended))
  all.forEach((one) => one.stop())
  await Promise.all(all.map(({ ended }) => ended))
  return code
}

/** Runs a program out of sight. Gives its exit code and everything it printed. */
export const quietly = async (program, args, { cwd, env }) => {
  const { child, ended } = started(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const code = await ended
  if (asked) throw new Stopped(codeOf(asked))
  return { code, output }
}

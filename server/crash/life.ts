import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { FactSchema, type ChildOrder, type Fact } from './fact.ts'

/** One life of the process, from its start to its end. */
export interface Life {
  readonly facts: readonly Fact[]
  readonly end: 'killed' | 'closed' | 'failed'
  /** From when its engine began to work, in milliseconds. */
  readonly lasted: number
  /** What it printed besides its facts. */
  readonly printed: string
}

interface Living {
  readonly order: ChildOrder
  /** Milliseconds after its engine began to work. */
  readonly killAfter?: number
}

const child = fileURLToPath(new URL('child.ts', import.meta.url))
/** Nothing may hold a process that has closed everything for longer, in milliseconds. */
const LINGER_MS = 5000
/** Longer than any run of the test takes. */
const LONGEST_MS = 90_000

export const live = async ({ order, killAfter }: Living): Promise<Life> => {
  const file = join(order.folder, 'order.json')
  writeFileSync(file, JSON.stringify(order))
  const body = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'pipe'] })
  const facts: Fact[] = []
  let printed = ''
  let began = performance.now()
  let fault: string | undefined
  const timers: NodeJS.Timeout[] = []
  const killIn = (ms: number, why?: string): void => {
    const kill = (): void => {
      if (body.kill('SIGKILL')) fault ??= why
    }
    timers.push(setTimeout(kill, ms))
  }
  killIn(LONGEST_MS, 'it never came to an end')
  body.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const lines = createInterface(body.stdout)
  lines.on('line', (line) => {
    const fact = FactSchema.parse(JSON.parse(line))
    facts.push(fact)
    if (fact.fact === 'opened') {
      began = performance.now()
      if (killAfter !== undefined) killIn(killAfter)
    }
    if (fact.fact === 'closed') killIn(LINGER_MS, 'it had closed everything and did not end by itself')
  })
  await Promise.all([once(body, 'close'), once(lines, 'close')])
  for (const timer of timers) clearTimeout(timer)
  const lasted = performance.now() - began
  if (fault !== undefined) return { facts, end: 'failed', lasted, printed: `${printed}\n${fault}` }
  if (body.signalCode === 'SIGKILL') return { facts, end: 'killed', lasted, printed }
  return { facts, end: body.exitCode === 0 ? 'closed' : 'failed', lasted, printed }
}

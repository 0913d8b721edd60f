import { resolve } from 'node:path'
import { fail } from '@reelgraph/shared'
import { z } from 'zod'

const GIB = 1024 ** 3

/** An empty line in `.env` says nothing. */
const given = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema)

const SettingsSchema = z.object({
  /** 0 takes any free port. */
  PORT: given(z.coerce.number('a port is a number from 0 to 65535').int().min(0).max(65_535).optional()),
  HOST: given(z.string().default('127.0.0.1')),
  REELGRAPH_DATA: given(z.string().default('./.reelgraph')),
  REELGRAPH_MAX_UPLOAD_BYTES: given(
    z.coerce
      .number('this is a number of bytes')
      .int()
      .positive()
      .default(2 * GIB),
  ),
  BROWSER: given(z.string().optional()),
})

export interface Settings {
  readonly port: number
  readonly host: string
  /** The data folder, absolute. */
  readonly data: string
  /** Largest accepted file, in bytes. */
  readonly maxUploadBytes: number
  /** `none`, a program, or what the system takes. */
  readonly browser: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws `invalid-request` naming the variable. */
export const readSettings = (environment: Environment, cwd: string): Settings => {
  const parsed = SettingsSchema.safeParse(environment)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0] ?? '')
    throw fail(
      'invalid-request',
      `The setting ${name}=${environment[name] ?? ''} does not fit: ${issue?.message ?? 'unknown'}.`,
      {
        hint: `Change or remove ${name} in the environment, .env or .env.local.`,
        field: name,
      },
    )
  }
  const { PORT, HOST, REELGRAPH_DATA, REELGRAPH_MAX_UPLOAD_BYTES, BROWSER } = parsed.data
  if (!isLoopback(HOST)) {
    throw fail('invalid-request', `HOST=${HOST} would open Reelgraph to other machines, and it has no sign-in yet.`, {
      hint: 'Remove HOST, or set HOST=127.0.0.1. To use it from another machine, tunnel the port (ssh -L 4100:127.0.0.1:4100 …).',
      field: 'HOST',
    })
  }
  return {
    port: PORT ?? 4100,
    host: HOST,
    data: resolve(cwd, REELGRAPH_DATA),
    maxUploadBytes: REELGRAPH_MAX_UPLOAD_BYTES,
    browser: BROWSER,
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)

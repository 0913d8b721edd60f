// The one way in: `node scripts/launch.mjs <command>`. Plain JavaScript that any Node from 18 on can run.
import { bench } from './bench.mjs'
import { check } from './check.mjs'
import { forwardSignals } from './children.mjs'
import { ci } from './ci.mjs'
import { crash } from './crash.mjs'
import { ensureClient } from './client-build.mjs'
import { ensureFfmpeg } from './ffmpeg.mjs'
import { helped } from './help.mjs'
import { findNode } from './node.mjs'
import { ensurePackages } from './packages.mjs'
import { Stopped, say, Trouble } from './say.mjs'
import { develop, start } from './start.mjs'
import { test } from './test.mjs'

const commands = {
  start: { needs: [ensureFfmpeg, ensureClient], run: start },
  dev: { needs: [ensureFfmpeg], run: develop },
  build: { needs: [ensureClient], run: () => 0 },
  test: { needs: [ensureFfmpeg], run: test },
  crash: { needs: [], run: crash },
  check: { needs: [ensureFfmpeg], run: check },
  ci: { needs: [ensureFfmpeg], run: ci },
  bench: { needs: [], run: bench },
}

const launch = async ([name, ...args]) => {
  const command = commands[name]
  if (!command) throw new Trouble(`Say what to do: ${Object.keys(commands).join(', ')}.`)
  if ((name === 'start' || name === 'dev') && helped(args)) return 0
  const node = await findNode()
  await ensurePackages(node)
  for (const need of command.needs) await need(node)
  return command.run(node, args)
}

forwardSignals()
try {
  process.exitCode = await launch(process.argv.slice(2))
} catch (error) {
  if (error instanceof Stopped) process.exitCode = error.exitCode
  else {
    say(error instanceof Trouble ? error.message : error.stack)
    process.exitCode = 1
  }
}

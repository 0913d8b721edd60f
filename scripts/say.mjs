/** A line for the person. On standard error, so that what a command prints can be piped. */
export const say = (line) => void process.stderr.write(`${line}\n`)

/** Something the person has to know or mend: what failed, why, and the next step. Shown without a stack. */
export class Trouble extends Error {}

/** The person (or their system) asked us to stop. */
export class Stopped extends Error {
  constructor(exitCode) {
    super('stopped')
    this.exitCode = exitCode
  }
}

const causes = [
  [/ENOSPC|no space left/i, 'the disk is full', 'Free some space, then try again.'],
  [
    /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_|certificate/i,
    'the secure connection to the package registry was refused',
    'If your network uses its own certificate, name its file in NODE_EXTRA_CA_CERTS, then try again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|UND_ERR|META_FETCH_FAIL|fetch failed|error sending request|socket hang up|network/i,
    'the package registry cannot be reached',
    'Check the internet connection (and proxy settings, if any), then try again.',
  ],
  [
    /EACCES|EPERM|permission denied/i,
    'a file or folder may not be written',
    'Check who owns this folder, then try again.',
  ],
]

/** Says in a sentence why something could not be fetched or written; the program's own words where we know none better. */
export const explain = (output) => {
  const found = causes.find(([pattern]) => pattern.test(output))
  if (found) return { cause: found[1], next: found[2] }
  say(lastLines(output))
  return { cause: 'see the lines above', next: 'Mend it, then try again.' }
}

export const lastLines = (output, count = 15) => output.trimEnd().split('\n').slice(-count).join('\n')

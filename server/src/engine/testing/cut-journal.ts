import { DatabaseSync } from 'node:sqlite'

interface Cut {
  readonly run: string
  /** The first of these, and whether it is still there. */
  readonly type: string
  readonly kept: boolean
}

/** As if the process had died around this event: the journal ends there, and the run with it has not. */
export const cutJournal = (file: string, { run, type, kept }: Cut): void => {
  const database = new DatabaseSync(file)
  const rows = database.prepare('SELECT seq, events FROM run_events WHERE run = ? ORDER BY seq').all(run)
  const remove = database.prepare('DELETE FROM run_events WHERE run = ? AND seq = ?')
  const shorten = database.prepare('UPDATE run_events SET events = ? WHERE run = ? AND seq = ?')
  let isCut = false
  for (const { seq, events } of rows) {
    const all = JSON.parse(String(events)) as readonly { readonly type: string }[] // written by the journal
    const at = isCut ? 0 : all.findIndex((event) => event.type === type)
    if (at < 0) continue
    const left = isCut ? [] : all.slice(0, kept ? at + 1 : at)
    isCut = true
    if (left.length === 0) remove.run(run, Number(seq))
    else shorten.run(JSON.stringify(left), run, Number(seq))
  }
  database.prepare("UPDATE runs SET status = 'running', ended_at = NULL WHERE id = ?").run(run)
  database.close()
  if (!isCut) throw new Error(`there is no ${type} in this journal`)
}

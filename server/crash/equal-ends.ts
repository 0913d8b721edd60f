import { taskKey, type Project, type TaskState } from '@reelgraph/shared'
import type { View } from './fact.ts'

interface Ends {
  readonly project: Project
  readonly without: View
  readonly withCrashes: View
  /** The provider can be asked what became of every request. */
  readonly exact: boolean
}

/**
 * How a run with crashes differs from the same without. Where the provider can be asked: not at all. Else a task may be unknown,
 * or wait for one that is.
 */
export const differences = ({ project, without, withCrashes, exact }: Ends): readonly string[] => {
  const expected = byKey(without)
  const found = byKey(withCrashes)
  const unknown = new Set(withCrashes.run.tasks.flatMap(({ status, node }) => (status === 'unknown' ? [node] : [])))
  const waitsForOne = ({ node, status }: TaskState): boolean =>
    status === 'waiting' && [...whatFeeds(project, node)].some((source) => unknown.has(source))
  const missing = [...expected.keys()].filter((key) => !found.has(key))
  const more = [...found.keys()].filter((key) => !expected.has(key))
  const wrong: string[] = []
  // The items of what waits for an unknown list are not known either.
  if (exact || unknown.size === 0)
    wrong.push(...missing.map((key) => `${key} is missing`), ...more.map((key) => `${key} is new`))
  for (const [key, task] of found) {
    const other = expected.get(key)
    if (!other || endOf(task) === endOf(other)) continue
    const excused = !exact && (task.status === 'unknown' || waitsForOne(task))
    if (!excused && !diedThrice(task, withCrashes))
      wrong.push(`${key} ended as ${endOf(task)}, without crash as ${endOf(other)}`)
  }
  return wrong
}

/** Every node that a node needs, and what those need. */
const whatFeeds = ({ edges }: Project, node: string): ReadonlySet<string> => {
  const found = new Set<string>()
  const open = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { from, to } of Object.values(edges)) {
      if (to.node !== next || found.has(from.node)) continue
      found.add(from.node)
      open.push(from.node)
    }
  }
  return found
}

const byKey = ({ run }: View): ReadonlyMap<string, TaskState> =>
  new Map(run.tasks.map((task) => [taskKey(task.node, task.item), task]))

/** Which of several failures above it a step names as its cause hangs on the order in which they failed. */
const endOf = ({ status, outputs, error }: TaskState): string =>
  JSON.stringify({ status, outputs, ...(status !== 'blocked' && { error: error?.code }) })

/** A free step under which three processes died is given up, and what needs it is blocked. */
const diedThrice = (task: TaskState, { run }: View): boolean => {
  const givenUp = run.tasks.some(({ deaths }) => deaths >= 3)
  return givenUp && (task.deaths >= 3 || task.status === 'blocked')
}

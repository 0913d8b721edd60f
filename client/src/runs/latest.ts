import type { Fingerprint, Outputs, PlannedTask, StoredResult, TaskState } from '@reelgraph/shared'

/** What a card shows of one item: the last that was made, and whether it is still what the graph says. */
export interface LatestItem {
  /** `null` outside a list. */
  readonly item: string | null
  readonly position: number
  /** Nothing has been made yet without it. */
  readonly outputs: Outputs | undefined
  readonly fingerprint: Fingerprint | undefined
  /** The graph would make something else now. Known only where there is a plan. */
  readonly stale: boolean
}

interface Sources {
  /** What the plan says of the node; empty where there is none. */
  readonly planned: readonly PlannedTask[]
  /** The tasks of the node in each run that is known, newest run first. */
  readonly runs: readonly (readonly TaskState[])[]
  /** Whether that task changed after the plan was made. */
  isNewerThanPlan(task: TaskState): boolean
  /** Newest first. */
  readonly stored: readonly StoredResult[]
}

type Shown = Pick<LatestItem, 'outputs' | 'fingerprint' | 'stale'>
const NOTHING: Shown = { outputs: undefined, fingerprint: undefined, stale: false }

export const latestOf = (sources: Sources): readonly LatestItem[] => {
  const places = itemsOf(sources)
  const present = new Set(places.map(({ item }) => item))
  return places.map((place) => {
    const shown = shownOf(sources, place.item)
    const isWhole = shown.outputs !== undefined || place.item === null || isForgotten(sources, place.item)
    return { ...place, ...(isWhole ? shown : formerOf(sources, place, present)) }
  })
}

/** A line that was typed anew is another item; until it is made, what stood in its place is shown, as out of date. */
const formerOf = ({ runs }: Sources, { position }: Place, present: ReadonlySet<string | null>): Shown => {
  for (const tasks of runs) {
    const former = tasks.find((task) => task.position === position && task.outputs && !present.has(task.item))
    if (former?.outputs) return { outputs: former.outputs, fingerprint: undefined, stale: true }
  }
  return NOTHING
}

interface Place {
  readonly item: string | null
  readonly position: number
}

/** The items the node has: as the newest source knows them that knows more than "a list, length unknown". */
const itemsOf = ({ planned, runs, stored, isNewerThanPlan }: Sources): readonly Place[] => {
  const [newest, ...older] = runs.filter((tasks) => tasks.length > 0)
  const isNews = newest?.some(isNewerThanPlan) === true
  const known = [...(isNews ? [newest] : []), planned, ...(!isNews && newest ? [newest] : []), ...older]
  const list = known.find((places) => places.some((place) => place.item !== null || hasOutputs(place)))
  const fallback = list ?? placesOf(stored) ?? known.find((places) => places.length > 0) ?? []
  return fallback.map(({ item, position }) => ({ item, position })).toSorted((a, b) => a.position - b.position)
}

const hasOutputs = (place: Place & { readonly outputs?: Outputs | undefined }): boolean => place.outputs !== undefined

const placesOf = (stored: readonly StoredResult[]): readonly Place[] | undefined => {
  const items = new Set(stored.toReversed().map((result) => result.item))
  // A node that once gave one result and now gives a list shows the list.
  if (items.size > 1) items.delete(null)
  return items.size === 0 ? undefined : [...items].map((item, position) => ({ item, position }))
}

const shownOf = ({ planned, runs, stored, isNewerThanPlan }: Sources, item: string | null): Shown => {
  const plan = planned.find((task) => task.item === item)
  const made = runs.flatMap((tasks) => tasks.find((task) => task.item === item && task.outputs) ?? [])[0]
  if (made?.outputs && isNewerThanPlan(made))
    return { outputs: made.outputs, fingerprint: made.fingerprint, stale: false }
  if (plan?.outputs) return { outputs: plan.outputs, fingerprint: plan.fingerprint, stale: false }
  // an older one was not put in its place by anybody
  if (isForgotten({ planned }, item)) return NOTHING
  if (made?.outputs) return { outputs: made.outputs, fingerprint: made.fingerprint, stale: isStale(plan) }
  const kept = stored.find((result) => result.item === item)
  return kept ? { outputs: kept.outputs, fingerprint: kept.fingerprint, stale: isStale(plan) } : NOTHING
}

/** What the graph would make was there, and a person has forgotten it. */
const isForgotten = ({ planned }: Pick<Sources, 'planned'>, item: string | null): boolean => {
  const reason = planned.find((task) => task.item === item)?.reason
  return reason?.because === 'tried' && reason.ended === 'forgotten'
}

const isStale = (plan: PlannedTask | undefined): boolean =>
  plan !== undefined && plan.verdict !== 'reuse' && plan.verdict !== 'off'

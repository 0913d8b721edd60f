import type { AnyExecutor, ExecutorLoaders } from '../src/engine/task-host.ts'

/** The same executors, with all that they tell of how far they are. */
export const overheard = (loaders: ExecutorLoaders, told: (fraction: number) => void): ExecutorLoaders =>
  Object.fromEntries(
    Object.entries(loaders).map(([model, load]) => [
      model,
      load && (async () => ({ executor: listenTo((await load()).executor, told) })),
    ]),
  )

const listenTo = (executor: AnyExecutor, told: (fraction: number) => void): AnyExecutor => {
  if ('run' in executor) return { run: async (task, ctx) => executor.run(task, spied(ctx, told)) }
  return {
    ...executor,
    submit: async (task, ctx) => executor.submit(task, spied(ctx, told)),
    async poll(ticket, ctx) {
      const state = await executor.poll(ticket, spied(ctx, told))
      if ('progress' in state && state.progress !== undefined) told(state.progress)
      return state
    },
  }
}

const spied = <C extends { progress(fraction: number, note?: string): void }>(
  ctx: C,
  told: (fraction: number) => void,
): C =>
  new Proxy(ctx, {
    get(target, name) {
      if (name === 'progress')
        return (fraction: number, note?: string) => {
          told(fraction)
          target.progress(fraction, note)
        }
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })

import type { JobState, Json, ModelDefinition } from '@reelgraph/shared'
import type { AttemptNews } from '../engine/task-context.ts'
import { FailedCall, type HostedTask, type TaskHost } from '../engine/task-host.ts'
import type { Redactor } from './redactor.ts'

type Attempted = HostedTask & { readonly attempt: AttemptNews }

/**
 * The boundary between what talks to providers and what is written down: whatever a step on an account gives, reports,
 * is answered or throws goes through the redactor here, and nothing does afterwards. Steps of this machine pass untouched.
 */
export const redactedHost = (host: TaskHost, redactor: Redactor): TaskHost => {
  const isOnAccount = ({ step }: HostedTask): boolean => step.provider?.account !== undefined

  const hooked = <T extends HostedTask>(task: T): T => {
    const { hooks, attempt } = task
    return {
      ...task,
      hooks: {
        signal: hooks.signal,
        onProgress: (fraction: number, note?: string) =>
          hooks.onProgress(fraction, note === undefined ? undefined : redactor.text(note)),
        onPreview: hooks.onPreview,
      },
      ...(attempt && { attempt: newsOf(attempt) }),
    }
  }
  const newsOf = (attempt: AttemptNews): AttemptNews => ({
    key: attempt.key,
    project: attempt.project,
    ...(attempt.account !== undefined && { account: attempt.account }),
    report: (facts) => attempt.report(redactor.value(facts)),
    answered: ({ status, body }) => attempt.answered({ status, body: redactor.cutText(body) }),
  })

  const clean = async <R>(work: Promise<R>): Promise<R> => {
    try {
      return redactor.value(await work)
    } catch (thrown) {
      if (thrown instanceof FailedCall) throw new FailedCall(redactor.error(thrown.thrown), thrown.charged)
      throw redactor.error(thrown)
    }
  }

  return {
    prepare: (steps) => host.prepare(steps),
    isJob: (step) => host.isJob(step),
    canFind: (step) => host.canFind(step),
    run: (task) => (isOnAccount(task) ? clean(host.run(hooked(task))) : host.run(task)),
    runPaid: (task: Attempted) => clean(host.runPaid(hooked(task))),
    submit: (task: Attempted) => clean(host.submit(hooked(task))),
    poll: (task, ticket: Json) => cleanState(host.poll(hooked(task), ticket)),
    cancel: (task, ticket) => clean(host.cancel(hooked(task), ticket)),
    find: (task: Attempted, lost) => clean(host.find(hooked(task), lost)),
    look: (task, outputs, signal) => host.look(task, outputs, signal),
    store: (task, given) => clean(host.store(hooked(task), given)),
  }

  /** Addresses of results stay as they are: nothing is written of them but what `store` makes. */
  async function cleanState(polled: Promise<JobState<ModelDefinition>>): Promise<JobState<ModelDefinition>> {
    try {
      const state = await polled
      if (state.state !== 'done') return redactor.value(state)
      const { outputs, ...facts } = state
      return { ...redactor.value(facts), outputs }
    } catch (thrown) {
      throw redactor.error(thrown)
    }
  }
}

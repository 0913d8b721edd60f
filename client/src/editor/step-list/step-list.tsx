export const StepList = () => <p>…</p>

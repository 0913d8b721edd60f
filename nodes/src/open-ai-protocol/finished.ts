export { finishedOutputs } from '../writing/finished.ts'

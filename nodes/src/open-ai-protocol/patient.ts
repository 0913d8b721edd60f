export { patient } from '../failures/patient.ts'
export { asEvents } from './as-events.ts'

import { falConformance } from '../../nodes/src/providers/fal/conformance.ts'
import { conform } from './suite.ts'

conform(falConformance)

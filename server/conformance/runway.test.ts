import { runwayConformance } from '../../nodes/src/providers/runway/conformance.ts'
import { conform } from './suite.ts'

conform(runwayConformance)

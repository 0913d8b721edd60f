import { openRouterConformance } from '../../nodes/src/providers/openrouter/conformance.ts'
import { conform } from './suite.ts'

conform(openRouterConformance)

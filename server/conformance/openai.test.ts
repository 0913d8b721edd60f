import { openAiConformance } from '../../nodes/src/providers/openai/conformance.ts'
import { conform } from './suite.ts'

conform(openAiConformance)

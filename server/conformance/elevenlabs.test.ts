import { elevenlabsConformance } from '../../nodes/src/providers/elevenlabs/conformance.ts'
import { conform } from './suite.ts'

conform(elevenlabsConformance)

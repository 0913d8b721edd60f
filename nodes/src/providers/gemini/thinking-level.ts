import { ThinkingLevel } from '@google/genai'

/** Google's names for how much a model thinks. */
export const LEVELS = {
  minimal: ThinkingLevel.MINIMAL,
  low: ThinkingLevel.LOW,
  medium: ThinkingLevel.MEDIUM,
  high: ThinkingLevel.HIGH,
} as const

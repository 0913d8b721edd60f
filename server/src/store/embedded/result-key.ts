import type { Fingerprint } from '@reelgraph/shared'

/** 48 bits of a hash, exact as a number; rows that share them are told apart by the whole. */
export const resultKey = (fingerprint: Fingerprint): number => Number.parseInt(fingerprint.slice(0, 12), 16)

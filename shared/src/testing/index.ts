export * from './catalog.ts'
export * from './drawing.ts'
export * from './hash.ts'
export * from './rehearsal.ts'

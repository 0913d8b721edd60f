import { defineConfig } from 'vitest/config'

const unit = (name: string, include: readonly string[]) => ({
  test: { name, include: [...include], testTimeout: 60_000, hookTimeout: 60_000 },
})

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      unit('shared', ['shared/src/**/*.test.ts']),
      unit('nodes', ['nodes/src/**/*.test.ts']),
      unit('server', ['server/{src,bench}/**/*.test.ts']),
      {
        test: {
          name: 'conformance',
          include: ['server/conformance/**/*.test.ts'],
          // each has a provider, an engine and a clock of its own, and mostly waits
          sequence: { concurrent: true },
          maxConcurrency: 12,
          testTimeout: 60_000,
        },
      },
      unit('client', ['client/src/**/*.test.{ts,tsx}']),
      unit('scripts', ['scripts/**/*.test.mjs']),
      {
        test: {
          name: 'crash',
          include: ['server/crash/**/*.test.ts'],
          // many processes of its own: once the others are through
          sequence: { groupOrder: 2 },
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['client/e2e/**/*.test.ts'],
          globalSetup: ['client/e2e/build.ts'],
          // a real browser and a real server: one file after the other, once the quick tests are through
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})

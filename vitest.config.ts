import { defineConfig } from 'vitest/config'

/** One project per suite; which suites there are and how long each may take stands in scripts/suites.ts. */
export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    allowOnly: false,
    restoreMocks: true,
    reporters: ['default', './scripts/vitest-reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'] } },
      { extends: true, test: { name: 'scenarios', include: ['test/scenarios/**/*.test.ts'], testTimeout: 60_000 } },
      { extends: true, test: { name: 'house', include: ['test/*.test.ts', 'test/sim/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})

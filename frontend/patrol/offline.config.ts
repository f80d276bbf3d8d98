import { defineConfig } from 'vitest/config'

/** The outbox against a running installation; see tests/journeys/test_patrol_offline.py. No part of `npm test`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['offline/*.run.ts'],
    environment: 'node',
    env: { TZ: 'Asia/Shanghai' },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
})

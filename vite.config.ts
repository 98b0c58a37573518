import { defineConfig } from 'vitest/config'

/** Builds `dist/import-wizard.js`, the bundle for a plain script tag, and holds the tests' settings. */
export default defineConfig({
  // Otherwise esbuild and tsc disagree about Lit's decorators.
  oxc: { decorator: { legacy: true }, assumptions: { setPublicClassFields: true } },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    lib: { entry: 'widget/define.ts', formats: ['es'], fileName: () => 'import-wizard.js' },
  },
  test: {
    include: ['test/architecture.test.ts', 'test/server-kit/**/*.test.ts', 'test/e2e/**/*.test.ts'],
    globalSetup: ['test/support/postgres-server.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})

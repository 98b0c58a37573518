import { defineConfig } from 'vitest/config'
import { languagesBeside, oneFile } from './.config/one-file.mjs'

/** Builds `dist/import-wizard.js`, the bundle for a plain script tag, and holds the tests' settings. */
export default defineConfig({
  plugins: [oneFile(), languagesBeside()],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    lib: { entry: 'dist/widget/define.js', formats: ['es'], fileName: () => 'import-wizard.js' },
    rolldownOptions: {
      output: {
        // Otherwise a library's spaces are kept.
        minify: true,
        // One file: whoever serves it needs nothing beside it.
        codeSplitting: false,
      },
    },
  },
  test: {
    include: [
      'test/architecture.test.ts',
      'test/server-kit/**/*.test.ts',
      'test/api/**/*.test.ts',
      'test/strings/**/*.test.ts',
      'test/e2e/**/*.test.ts',
      'test/crash/*.test.ts',
    ],
    globalSetup: ['test/support/postgres-server.ts'],
    // A busy machine takes its time: what hangs is found all the same.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
  },
})

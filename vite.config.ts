import { defineConfig } from 'vitest/config'
import { squeezeTemplates } from './.config/squeeze-templates.mjs'

/** Builds `dist/import-wizard.js`, the bundle for a plain script tag, and holds the tests' settings. */
export default defineConfig({
  // Otherwise esbuild and tsc disagree about Lit's decorators.
  oxc: { decorator: { legacy: true }, assumptions: { setPublicClassFields: true } },
  plugins: [squeezeTemplates()],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    lib: { entry: 'widget/define.ts', formats: ['es'], fileName: () => 'import-wizard.js' },
    rolldownOptions: {
      output: {
        // Otherwise a library's spaces are kept.
        minify: true,
        // One file: whoever serves it needs nothing beside it. With a bundler the steps split off.
        codeSplitting: false,
      },
    },
  },
  test: {
    include: ['test/architecture.test.ts', 'test/server-kit/**/*.test.ts', 'test/e2e/**/*.test.ts'],
    globalSetup: ['test/support/postgres-server.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})

import { svelte } from '@sveltejs/vite-plugin-svelte'
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const FRAMEWORKS = ['react', 'vue', 'svelte', 'angular']
const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/**
 * Builds one page per framework into `dist/embed`, from the built package as a host gets it. The page of
 * plain HTML needs no build: it lies in `public`.
 */
export default defineConfig({
  root: pathOf('.'),
  base: '/embed/',
  plugins: [
    vue({
      template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('import-') } },
    }),
    svelte({ configFile: false }),
  ],
  // Angular's decorators, compiled in the browser here.
  oxc: { decorator: { legacy: true } },
  build: {
    outDir: pathOf('../../dist/embed'),
    emptyOutDir: true,
    target: 'es2022',
    // Angular's compiler alone is more than vite finds usual.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: FRAMEWORKS.map((name) => pathOf(`./${name}/index.html`)) },
  },
})

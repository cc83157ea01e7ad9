import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** `npm start` builds the page to dist/page, from where its server reads it. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/page'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
  },
});

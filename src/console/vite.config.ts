import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env.REELMILL_PORT ?? 8080}`;

/**
 * Builds the console: `vite build --config src/console/vite.config.ts --outDir DIR`. Everything that a page needs is in
 * the folder that comes out; nothing is fetched from elsewhere. For work on the console, `vite --config …` serves the
 * sources and passes the calls on to the server at `REELMILL_PORT`, 8080 by default.
 */
export default defineConfig(({ command }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // What is built finds its own files wherever it lies; the page gets its addresses from the server.
  base: command === 'build' ? './' : '/console/',
  cacheDir: fileURLToPath(new URL('../../.cache/vite', import.meta.url)),
  // The policy of the server allows no data: scripts or fonts, and hashed files are cached for good.
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // Hundreds of files of Ant Design say "use client", which means nothing here.
      onLog: (level, log, show) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && show(level, log),
    },
  },
  server: {
    proxy: {
      // Only what the server answers: folders of the sources have some of the same names.
      '^/console/(session|call/\\w+|operations|events|uploads(/[\\w-]+)?|voice|explore|sign|health|job-counts|catalogue|previews/.+)(\\?|$)':
        server,
      '/buckets': server,
    },
  },
}));

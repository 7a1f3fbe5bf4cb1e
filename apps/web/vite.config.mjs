import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What the first script asks for by itself, and the words that the page is read in unless its reader chose others: asked for with that script, and not after it. */
const FIRST = ['web/main.tsx', 'words/zh/zh.ts'];
const preloadFirst = {
  name: 'preload-first',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const files = new Set();
      const styles = new Set();
      const take = (name) => {
        if (files.has(name) || bundle[name] === undefined) return;
        files.add(name);
        bundle[name].viteMetadata?.importedCss.forEach((style) => styles.add(style));
        bundle[name].imports.forEach(take);
      };
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && FIRST.some((name) => chunk.facadeModuleId?.endsWith(name))) take(chunk.fileName);
      const tag = (rel, file) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `/app/${file}` }, injectTo: 'head' });
      return [...styles].map((file) => tag('stylesheet', file)).concat([...files].filter((file) => !html.includes(file)).map((file) => tag('modulepreload', file)));
    },
  },
};

/** Beside every script and style the same compressed, so that serving it costs nothing. */
const compressed = {
  name: 'compressed',
  writeBundle: ({ dir }) => {
    const folder = join(dir, 'assets');
    for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const bytes = readFileSync(join(folder, name));
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
};

/** The web page: one HTML file and its parts, served by the API under `/app`. @type {import('vite').UserConfig} */
export default {
  root: import.meta.dirname,
  base: '/app/',
  // Replaced in every answer by the API, which names it in the content security policy.
  html: { cspNonce: '__NONCE__' },
  plugins: [preloadFirst, compressed],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Which files a page loads: its size is held to a budget by a test.
    manifest: true,
    target: 'es2022',
    reportCompressedSize: false,
    // The budgets by page are the test's, gzipped.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      // One file each of what comes at once, with all that it needs: dozens of small ones take longer to ask for than to read.
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', test: /[\\/]web[\\/]first\.ts$/, priority: 4 },
            { name: 'main', test: /[\\/]web[\\/]main\.tsx$/, priority: 3 },
            { name: 'signed', test: /[\\/]web[\\/]shell[\\/]signed\.tsx$/, priority: 2 },
            { name: 'library', test: /[\\/]web[\\/]shell[\\/]library\.tsx$/, priority: 1 },
          ],
        },
      },
      // The component library marks its files for servers that render; here nothing does.
      onLog: (level, log, show) => log.code === 'MODULE_LEVEL_DIRECTIVE' || show(level, log),
    },
  },
};

/** The web page: one HTML file and its parts, served by the API under `/app`. @type {import('vite').UserConfig} */
export default {
  root: import.meta.dirname,
  base: '/app/',
  // Replaced in every answer by the API, which names it in the content security policy.
  html: { cspNonce: '__NONCE__' },
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
      // The component library marks its files for servers that render; here nothing does.
      onLog: (level, log, show) => log.code === 'MODULE_LEVEL_DIRECTIVE' || show(level, log),
    },
  },
};

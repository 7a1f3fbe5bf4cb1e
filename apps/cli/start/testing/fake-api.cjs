// Stands in for the API: healthy from its first moment.
const { createServer } = require('node:http');
const server = createServer((request, response) => {
  response.statusCode = request.url === '/health/ready' ? 200 : 404;
  response.end();
}).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  process.disconnect?.();
});

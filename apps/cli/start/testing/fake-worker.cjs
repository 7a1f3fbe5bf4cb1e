// Stands in for the worker: says that it is ready, and ends when told.
process.on('SIGTERM', () => process.env.FAKE_DEAF_WORKER || process.exit(0));
if (process.env.FAKE_CRASHING_WORKER) process.exit(7);
console.log(JSON.stringify({ level: 30, msg: 'worker ready' }));
setInterval(() => undefined, 60_000);

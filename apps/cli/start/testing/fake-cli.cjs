// Stands in for the command line: notes what it was asked for and with which rights.
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const [command] = process.argv.slice(2);
appendFileSync(join(process.env.DUBAN_DATA, 'fake-steps.txt'), `${process.argv.slice(2).join(' ')} owner=${Boolean(process.env.DATABASE_OWNER_URL)} clock=${process.env.DUBAN_CLOCK}\n`);
if (process.env.FAKE_FAILING_STEP === command) {
  console.error(`fake ${command} cannot go on`);
  process.exit(3);
}

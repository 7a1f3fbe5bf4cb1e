/** One more process that wants the Temporal program. */
import { findTemporalBinary } from '../temporal-binary';

void findTemporalBinary({ say: () => undefined, downloadUrl: process.argv[2] }).then((found) => process.stdout.write(JSON.stringify(found)));

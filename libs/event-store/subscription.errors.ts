/** The checkpoint is of an epoch before a restore: what was built from the log may hold what the log does not. */
export class EpochRefused extends Error {
  constructor(
    readonly subscription: string,
    readonly checkpointEpoch: number,
    readonly logEpoch: number,
  ) {
    super(
      `subscription ${subscription} has a checkpoint of epoch ${checkpointEpoch}, the log is in epoch ${logEpoch}: ` +
        'it was restored since. Rebuild what this subscription fills, from the beginning',
    );
    this.name = 'EpochRefused';
  }
}

/** A piece of work between batches cannot be done for one stream, which has been handled up to before `version`. */
export class StreamFailed extends Error {
  constructor(
    readonly stream: string,
    readonly version: number,
    override readonly cause: unknown,
  ) {
    super(`stream ${stream} up to version ${version - 1}: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'StreamFailed';
  }
}

/** Somebody else moved the checkpoint in spite of the fence, or the epoch was raised meanwhile. Retried from what is stored. */
export class CheckpointMoved extends Error {}

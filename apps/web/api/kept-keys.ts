import { newKey } from './new-key';

/**
 * The keys of one act, one for each thing that it may be about: a row of a table. Each stays until the API answered, whatever was sent
 * about other rows meanwhile.
 */
export class KeptKeys {
  private readonly keys = new Map<string, string>();

  of(about: string): string {
    const kept = this.keys.get(about) ?? newKey();
    this.keys.set(about, kept);
    return kept;
  }

  answered(about: string): void {
    this.keys.delete(about);
  }
}

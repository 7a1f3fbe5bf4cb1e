/** A test server of S3, which brings no types: what the specs use of it. */
declare module 's3rver' {
  export default class S3rver {
    constructor(options: { address: string; port: number; silent: boolean; directory: string; configureBuckets: { name: string; configs: string[] }[] });
    run(): Promise<import('node:net').AddressInfo>;
    close(): Promise<void>;
  }
}

import type { zh } from './zh/zh';

/** The same keys in every language: what one lacks does not compile. */
export type Words = Worded<typeof zh>;
type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> };

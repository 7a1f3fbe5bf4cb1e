import type { zh } from './zh/zh';

/** The same keys in every language: what one lacks does not compile. Of what is counted a language may say one otherwise. */
export type Words = Worded<typeof zh>;
type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> } & { readonly [K in keyof T & string as T[K] extends string ? `${K}_one` : never]?: string };

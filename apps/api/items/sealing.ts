import { Logger } from '@nestjs/common';
import type { Opened, PersonalData } from '#libs/identity/personal/personal-data';
import { ERASED } from '#libs/identity/personal/erase-person';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import type { OnBehalf } from '#libs/supervision/on-behalf';
import { isSealed, type Sealed } from '#libs/supervision/sealed';

/** 代录 as it comes in: who called still stands there in plain words. */
export type ToldOnBehalf = Omit<OnBehalf, 'caller'> & { caller: string };

type Told<C> = C extends { onBehalf: OnBehalf | null } ? Omit<C, 'onBehalf'> & { onBehalf: ToldOnBehalf | null } : C;
/** A command as it is asked for, before what names persons is sealed. */
export type AskedCommand = Told<ItemCommand>;

/**
 * The command as the handler takes it: no plain name goes further than this. Done after permission was found, so that nobody
 * leaves keys behind by asking.
 *
 * @param unitId the unit that writes the name down, within which it means one person
 */
export async function sealed(asked: AskedCommand, unitId: string, personal: PersonalData): Promise<ItemCommand> {
  if (!('onBehalf' in asked) || typeof asked.onBehalf !== 'object' || asked.onBehalf === null) return asked as ItemCommand;
  const caller = await personal.sealNamed(unitId, 'caller', asked.onBehalf.caller);
  return { ...asked, onBehalf: { ...asked.onBehalf, caller } } as ItemCommand;
}

const log = new Logger('personal');

function wordsOf(opened: Opened): string {
  switch (opened.kind) {
    case 'text':
      return opened.text;
    case 'erased':
      return `${ERASED} (erased)`;
    case 'unreadable':
      log.error(opened.because);
      return '无法解读 (unreadable)';
  }
}

/**
 * The only place where what is sealed is opened for a reader: every sealed value in the data becomes its words, or that its
 * subject was erased. Given is only what the reader may see.
 */
export async function unsealed<T>(data: T, personal: PersonalData): Promise<T> {
  const found: Sealed[] = [];
  const collect = (value: unknown): void => {
    if (isSealed(value)) found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(data);
  if (found.length === 0) return data;
  const opened = await personal.open(found);
  const words = new Map(found.map((value, i) => [value, wordsOf(opened[i]!)]));
  const replace = (value: unknown): unknown => {
    if (isSealed(value)) return words.get(value);
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner)]));
  };
  return replace(data) as T;
}

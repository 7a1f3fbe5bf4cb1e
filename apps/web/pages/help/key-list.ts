import type { zh } from '../../words/zh/zh';

interface Key {
  readonly id: keyof (typeof zh)['help']['list'];
  readonly keys: string;
  /** Pressed after g. */
  readonly after?: true;
}

/** Every key that does something. */
export const KEYS: readonly Key[] = [
  { id: 'tab', keys: 'Tab' },
  { id: 'enter', keys: 'Enter' },
  { id: 'close', keys: 'Esc' },
  { id: 'find', keys: 'Ctrl+K' },
  { id: 'help', keys: '?' },
  { id: 'workbench', keys: 'w', after: true },
  { id: 'overview', keys: 'o', after: true },
  { id: 'toDo', keys: 't', after: true },
  { id: 'ledger', keys: 'l', after: true },
  { id: 'inbox', keys: 'm', after: true },
  { id: 'queues', keys: '1 – 6' },
  { id: 'cases', keys: 'j / k' },
  { id: 'question', keys: 'n' },
  { id: 'accept', keys: 'a' },
  { id: 'undo', keys: 'u' },
];

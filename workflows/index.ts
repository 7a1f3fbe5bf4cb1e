export { superviseItem } from './supervise-item';
export * from './supervise-proceedings';

export { superviseItem } from './supervise-item';

/** Task queue of the baseline. */
export const RAW_QUEUE = 'bench-raw';

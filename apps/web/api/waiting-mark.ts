/** Set while files wait on this device: without it the store is not even opened. */
export const MARK = 'duban-files';

export const areFilesWaiting = (): boolean => localStorage.getItem(MARK) !== null;

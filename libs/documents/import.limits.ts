/** Bounds on what is read, so that no file can hold the process up. A plan of a province has some hundreds of rows. */

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_LINES = 200_000;
export const MAX_ITEMS = 10_000;
/** Of an xlsx file, all entries unpacked together. */
export const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;
export const MAX_ZIP_ENTRIES = 2_000;
/** Of a sheet. */
export const MAX_COLUMNS = 200;

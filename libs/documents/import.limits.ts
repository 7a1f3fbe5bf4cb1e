/** Bounds on what is read, so that no file can hold the process up. A plan of a province has some hundreds of rows. */

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_LINES = 200_000;
export const MAX_ITEMS = 10_000;
/** Of an xlsx or docx file, all entries unpacked together. */
export const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;
export const MAX_ZIP_ENTRIES = 2_000;
/** Unpacked to packed: tables of equal rows reach about a hundred. Asked from so many bytes on. */
export const MAX_PACKING_RATIO = 300;
export const RATIO_FROM_BYTES = 10 * 1024 * 1024;
/** Of one XML part: elements, and elements within elements. */
export const MAX_XML_NODES = 4_000_000;
export const MAX_XML_DEPTH = 256;
/** Of a sheet. */
export const MAX_COLUMNS = 200;
export const MAX_PDF_PAGES = 1_000;

import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { importFailure, type ImportFailure } from '../import.failure';
import { MAX_PDF_PAGES } from '../import.limits';

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** The library is large and most processes never see a pdf. */
export async function loadPdfjs(): Promise<Pdfjs> {
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/**
 * Opens a pdf for its text alone: no scripts, no fonts drawn, nothing fetched. Tables of characters for fonts that are not embedded
 * (宋体 by GBK-EUC-H and the like) come with the library.
 */
export async function openPdf(pdfjs: Pdfjs, bytes: Uint8Array): Promise<PDFDocumentProxy | ImportFailure> {
  const folder = dirname(require.resolve('pdfjs-dist/package.json'));
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(folder, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(folder, 'standard_fonts') + sep,
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    if (document.numPages <= MAX_PDF_PAGES) return document;
    await task.destroy();
    return importFailure('too-large', `${document.numPages} > ${MAX_PDF_PAGES} 页 / pages`);
  } catch (error) {
    await task.destroy();
    return importFailure(nameOf(error) === 'PasswordException' ? 'locked' : 'unreadable');
  }
}

/** What a docx says, a line a paragraph. */
export async function wordsOfDocx(bytes: ArrayBuffer | Uint8Array): Promise<string> {
  const { default: JSZip } = await import('jszip');
  const xml = await (await JSZip.loadAsync(bytes)).files['word/document.xml']!.async('string');
  return xml.replace(/<w:tab\/>/g, '\t').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
}

import { getDocumentProxy } from 'unpdf';
import type { FileFault } from '../file-refusals';

/** What a viewer makes of the file: its pages, or why it shows none. A second opinion on scripts and attachments too. */
export async function readPages(bytes: Uint8Array): Promise<{ pageCount: number } | { fault: FileFault }> {
  try {
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
      isEvalSupported: false,
      stopAtErrors: true,
      useSystemFonts: false,
      disableFontFace: true,
      verbosity: 0,
    });
    if (pdf.numPages < 1) return { fault: 'pdf_no_page' };
    // The count is only claimed; the last page shows whether it is true.
    await pdf.getPage(1);
    await pdf.getPage(pdf.numPages);
    if (await pdf.getJSActions()) return { fault: 'pdf_script' };
    if (await pdf.getAttachments()) return { fault: 'pdf_attachment' };
    return { pageCount: pdf.numPages };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

function faultOf(error: unknown): FileFault {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  if (name === 'PasswordException') return 'pdf_encrypted';
  return /page (dictionary|count|tree)|Page index|\bno pages?\b|Pages/i.test(message) ? 'pdf_no_page' : 'pdf_broken';
}

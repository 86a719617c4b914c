import { type RefusalCode, RefusedError } from '@/shared/refusal';
import { ACCEPTED_FILES } from '../domain/document-types';

type FileRefusal = {
  code: RefusalCode;
  /** What is wrong with the file, as it stands at the field; never changes for one reason. */
  field: string;
  /** What to do about it. */
  advice: string;
};

const PRINT = 'Open it, print it to a PDF file, and hand that in.';
const OTHER_FORMAT = 'Hand it in as a PDF, JPEG or PNG file.';

/** Every reason for which a file is not taken. Each has a sentence of its own, so that people know what to change. */
export const FILE_REFUSALS = {
  empty: { code: 'invalid_request', field: 'The file is empty.', advice: 'Choose another one.' },
  too_large: {
    code: 'file_too_large',
    field: 'The file is too large.',
    advice: 'Make it smaller, or photograph it again.',
  },
  wrong_format: {
    code: 'unsupported_file_type',
    field: 'This document is only taken in another format.',
    advice: 'It is issued as a PDF file: hand that file in, not a picture of it.',
  },
  unknown_type: {
    code: 'unsupported_file_type',
    field: 'This is not a PDF, JPEG or PNG file, whatever its name says.',
    advice: OTHER_FORMAT,
  },
  text: { code: 'unsupported_file_type', field: 'This is a text file.', advice: OTHER_FORMAT },
  html: { code: 'unsupported_file_type', field: 'This is a web page.', advice: PRINT },
  svg: { code: 'unsupported_file_type', field: 'This is an SVG drawing.', advice: OTHER_FORMAT },
  xml: { code: 'unsupported_file_type', field: 'This is an XML file.', advice: OTHER_FORMAT },
  archive: {
    code: 'unsupported_file_type',
    field: 'This is an archive.',
    advice: 'Unpack it and hand in each document by itself.',
  },
  office: { code: 'unsupported_file_type', field: 'This is an office document.', advice: 'Save it as a PDF file.' },
  program: { code: 'unsupported_file_type', field: 'This is a program.', advice: 'Choose the document itself.' },
  script_file: { code: 'unsupported_file_type', field: 'This is a script.', advice: 'Choose the document itself.' },
  heic: {
    code: 'unsupported_file_type',
    field: 'This is a HEIC photograph.',
    advice: 'Set your camera to “Most compatible”, or hand in a JPEG file.',
  },
  other_image: {
    code: 'unsupported_file_type',
    field: 'This kind of picture cannot be taken.',
    advice: 'Save it as JPEG or PNG.',
  },
  media: { code: 'unsupported_file_type', field: 'This is a film or a recording.', advice: OTHER_FORMAT },
  postscript: { code: 'unsupported_file_type', field: 'This is a PostScript file.', advice: 'Save it as a PDF file.' },
  two_headers: {
    code: 'unsafe_file',
    field: 'This file is two kinds of file at once.',
    advice: 'Save the document anew and hand in the new file.',
  },
  trailing_data: {
    code: 'unsafe_file',
    field: 'Something is attached behind the end of this file.',
    advice: 'Save the document anew and hand in the new file.',
  },
  pdf_encrypted: {
    code: 'unreadable_file',
    field: 'This PDF is locked with a password.',
    advice: `It has to be open for us. ${PRINT}`,
  },
  pdf_script: { code: 'unsafe_file', field: 'This PDF holds a script.', advice: PRINT },
  pdf_launch: { code: 'unsafe_file', field: 'This PDF opens another file or program.', advice: PRINT },
  pdf_attachment: { code: 'unsafe_file', field: 'This PDF holds another file.', advice: PRINT },
  pdf_form: { code: 'unsafe_file', field: 'This PDF is an interactive form.', advice: PRINT },
  pdf_sends_data: { code: 'unsafe_file', field: 'This PDF sends or fetches data.', advice: PRINT },
  pdf_media: { code: 'unsafe_file', field: 'This PDF holds sound, film or a 3D model.', advice: PRINT },
  pdf_bomb: { code: 'unsafe_file', field: 'This PDF unpacks to far more than it should.', advice: PRINT },
  pdf_uncheckable: { code: 'unreadable_file', field: 'This PDF is built so that it cannot be checked.', advice: PRINT },
  pdf_cut_off: {
    code: 'unreadable_file',
    field: 'This PDF is cut off.',
    advice: 'Download or scan it again, and hand in the whole file.',
  },
  pdf_broken: {
    code: 'unreadable_file',
    field: 'This PDF is damaged.',
    advice: 'Download or scan it again, and hand in the new file.',
  },
  pdf_no_page: { code: 'unreadable_file', field: 'This PDF has no page.', advice: 'Choose the document itself.' },
  image_too_many_pixels: {
    code: 'unreadable_file',
    field: 'This picture has more than 50 megapixels.',
    advice: 'Make it smaller and hand it in again.',
  },
  image_broken: {
    code: 'unreadable_file',
    field: 'This picture is damaged.',
    advice: 'Take or save it again, and hand in the new file.',
  },
  virus: {
    code: 'unsafe_file',
    field: 'The virus scanner found something in this file.',
    advice: 'Check your device, and hand in another file.',
  },
} as const satisfies Record<string, FileRefusal>;

export type FileFault = keyof typeof FILE_REFUSALS;

/**
 * The refusal for a fault.
 * @param detail stands between what is wrong and what to do, such as the size that is allowed
 */
export function fileRefused(fault: FileFault, detail = ''): RefusedError {
  const { code, field, advice } = FILE_REFUSALS[fault];
  return new RefusedError({
    code,
    message: [field, detail, advice].filter(Boolean).join(' '),
    fields: { file: field },
    ...(code === 'unsupported_file_type' ? { allowed: Object.keys(ACCEPTED_FILES) } : {}),
  });
}

import { API, API_BASE } from '@/shared/paths';
import { apiRequest } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import type { LeadImport } from '../../schema-imports';
import { leadsClient } from '../leads-client';

const imports = leadsClient.admin['coverage-leads'].imports;

/** Where the template is. */
export const TEMPLATE_HREF = `${API_BASE}${API.admin.leadImportTemplate}`;

/** Has a file looked through. @throws ApiRequestError */
export async function requestPreview(file: File, onProgress: (fraction: number) => void): Promise<LeadImport> {
  const formData = new FormData();
  formData.set('file', file);
  const options = { formData, onUploadProgress: onProgress };
  return (await apiRequest<{ import: LeadImport }>('POST', `${API_BASE}${API.admin.leadImports}`, options)).import;
}

/** Makes leads of what was looked through. @throws ApiRequestError */
export async function requestCommit(importId: string, withoutFaulty: boolean): Promise<LeadImport> {
  const json = { without_faulty: withoutFaulty };
  return (await callApi(imports[':importId'].commit.$post({ param: { importId }, json }))).import;
}

/** Gives an import up. @throws ApiRequestError */
export async function requestDiscard(importId: string): Promise<void> {
  await callApi(imports[':importId'].$patch({ param: { importId }, json: { state: 'discarded' } }));
}

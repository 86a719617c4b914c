import { expect, type Page } from '@playwright/test';
import type { DocumentType } from '../../src/features/kyc/domain/document-types';
import { type EntityType, rulesFor } from '../../src/features/kyc/domain/rule-pack';
import { query } from './database';
import { pdf } from './pdf';
import { post, unique } from './people';
import { services } from './services';

/** What a kind of business has to hand in, in the order in which it is asked for. */
export function requiredDocuments(entityType: EntityType): DocumentType[] {
  return rulesFor(entityType)
    .filter(({ required }) => required)
    .map(({ type }) => type);
}

/** Hands a document in as the page does, without looking at it. */
export async function handIn(page: Page, type: DocumentType, words = `${type} ${unique()}`): Promise<string> {
  const reply = await page.request.post('/api/partners/kyc/upload', {
    headers: { origin: services.web },
    multipart: { document_type: type, file: { name: `${type}.pdf`, mimeType: 'application/pdf', buffer: pdf(words) } },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  const { document } = await reply.json();
  return document.id;
}

/** Accepts every document of a partner that waits, as a reviewer's page does, and waits for what follows from it. */
export async function approveDocuments(desk: Page, partnerId: string): Promise<void> {
  const waiting = await query<{ id: string }>(
    `select id from partner_kyc_documents where partner_id = $1 and verification_status = 'pending' order by uploaded_at`,
    [partnerId],
  );
  const today = new Date().toISOString().slice(0, 10);
  for (const { id } of waiting) {
    const verdict = { seen_status: 'pending', issued_on: today, expires_on: '2099-12-31' };
    const reply = await post(desk, `/admin/kyc/documents/${id}/approve`, verdict);
    expect(reply.status(), await reply.text()).toBe(200);
  }
  await expect.poll(() => kycStatus(partnerId)).toBe('verified');
}

export async function kycStatus(partnerId: string): Promise<string | undefined> {
  const [row] = await query<{ kyc_status: string }>('select kyc_status from partners where id = $1', [partnerId]);
  return row?.kyc_status;
}

/** The partner of that name, as the database knows it. */
export async function partnerNamed(businessName: string): Promise<string> {
  const [row] = await query<{ id: string }>('select id from partners where business_name = $1', [businessName]);
  if (!row) throw new Error(`There is no ${businessName}`);
  return row.id;
}

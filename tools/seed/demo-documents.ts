import { createHash, randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import type pg from 'pg';
import { DOCUMENT_TYPE_LABELS, type DocumentType } from '../../src/features/kyc/domain/document-types';
import { type EntityType, rulesFor } from '../../src/features/kyc/domain/rule-pack';
import { dayInSouthAfrica, expiryAfter } from '../../src/features/kyc/domain/valid-until';
import { KYC_BUCKET } from '../../src/features/kyc/keep-document';
import { sealFile } from '../../src/features/kyc/sealed-file';
import type { Keyring } from '../../src/platform/crypto/keyring';
import { makePdf } from '../testing/pdf-maker';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whose documents, and who looked at them: null where nobody has yet. */
export type DemoFile = {
  partnerId: string;
  userId: string;
  business: string;
  entity: EntityType;
  reviewerId: string | null;
};

/** Every document that the rules ask of a business, as a file that opens, and with a reviewer accepted. */
export async function insertDocuments(
  client: pg.Client,
  supabase: SupabaseClient,
  file: DemoFile,
  keys: Keyring,
): Promise<void> {
  let last = '';
  for (const { type } of rulesFor(file.entity).filter(({ required }) => required)) {
    last = await insertDocument(client, supabase, file, type, keys);
    await audit(client, file, {
      action: 'kyc.document_uploaded',
      entity: 'kyc_document',
      id: last,
      document_type: type,
    });
    if (file.reviewerId)
      await audit(client, file, {
        action: 'kyc.document_approved',
        entity: 'kyc_document',
        id: last,
        document_type: type,
      });
  }
  // The worker judges what is there, as it does after every upload: so the rest of the story is the portal's own.
  const event = file.reviewerId ? 'partner.approved' : 'kyc.document_uploaded';
  const payload = file.reviewerId ? { partnerId: file.partnerId } : { partnerId: file.partnerId, documentId: last };
  if (file.reviewerId) await audit(client, file, { action: 'partner.approved', entity: 'partner', id: file.partnerId });
  await client.query('select portal.emit_event($1, $2)', [event, JSON.stringify(payload)]);
}

async function insertDocument(
  client: pg.Client,
  supabase: SupabaseClient,
  { partnerId, userId, business, reviewerId }: DemoFile,
  type: DocumentType,
  keys: Keyring,
): Promise<string> {
  const id = randomUUID();
  const path = `${partnerId}/${id}`;
  const bytes = makePdf({ words: `Example: ${DOCUMENT_TYPE_LABELS[type]} of ${business}` });
  const { keyId, stored } = sealFile(bytes, id, keys);
  const { error } = await supabase.storage
    .from(KYC_BUCKET)
    .upload(path, stored, { contentType: 'application/octet-stream' });
  if (error) throw new Error(`A document of ${business} cannot be kept`, { cause: error });
  const now = Date.now();
  const yearOn = expiryAfter(dayInSouthAfrica(new Date(now + 365 * DAY_MS)));
  await client.query(
    `insert into partner_kyc_documents (id, partner_id, document_type, document_name, file_path, file_size, mime_type,
       page_count, content_sha256, key_id, uploaded_by, verification_status, verified_by, verified_at, issued_on, expires_at)
     values ($1, $2, $3, $4, $5, $6, 'application/pdf', 1, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      partnerId,
      type,
      `${type}.pdf`,
      path,
      bytes.length,
      createHash('sha256').update(bytes).digest('hex'),
      keyId,
      userId,
      reviewerId ? 'approved' : 'pending',
      reviewerId,
      reviewerId && new Date(now),
      reviewerId && dayInSouthAfrica(new Date(now - 14 * DAY_MS)),
      reviewerId && type === 'tax_certificate' ? yearOn : null,
    ],
  );
  return id;
}

type Step = { action: string; entity: 'partner' | 'kyc_document'; id: string; document_type?: string };

/** One line of the history, by whoever takes such a step. */
export async function audit(
  client: pg.Client,
  { partnerId, userId, reviewerId }: Pick<DemoFile, 'partnerId' | 'userId' | 'reviewerId'>,
  { action, entity, id, document_type }: Step,
): Promise<void> {
  const isDecision = action.endsWith('approved');
  await client.query(
    `insert into partner_audit_log (actor_id, actor_kind, action, entity, entity_id, partner_id, after)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      isDecision ? reviewerId : userId,
      isDecision ? 'staff' : 'partner',
      action,
      entity,
      id,
      partnerId,
      document_type ? JSON.stringify({ document_type }) : null,
    ],
  );
}

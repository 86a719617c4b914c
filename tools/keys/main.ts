// `npm run keys:rotate`: everything sealed is sealed anew with the first key of PORTAL_ENCRYPTION_KEYS, while the portal runs.
import { rotateSecrets } from '../../src/features/crm/jobs/rotate-secrets';
import { rotateDocuments } from '../../src/features/kyc/jobs/rotate-documents';
import { rotateSealedDetails } from '../../src/features/onboarding/jobs/rotate-sealed-details';
import { keyring } from '../../src/platform/crypto/keyring';
import { closeDatabasePool } from '../../src/platform/db/pool';

try {
  const keys = keyring();
  const details = await rotateSealedDetails(keys);
  console.log(`Partners and drafts: ${details.sealedAnew} sealed anew with the key ${keys[0].id}.`);
  const documents = await rotateDocuments(keys);
  console.log(`Documents: ${documents.rotated} sealed anew.`);
  const secrets = await rotateSecrets(keys);
  console.log(`Secrets of the CRM connection: ${secrets.sealedAnew} sealed anew.`);
  if (!details.isThrough) {
    console.error(
      'Values under older keys keep coming. Restart every web process with the new order of keys, then run this again.',
    );
  }
  const failed = [...details.failed, ...documents.failed, ...secrets.failed];
  if (details.failed.length > 0) {
    console.error(`No known key opens what these partners or drafts hold: ${details.failed.join(', ')}`);
  }
  if (documents.failed.length > 0) {
    console.error(`The files of these documents could not be read or opened: ${documents.failed.join(', ')}`);
  }
  if (secrets.failed.length > 0) {
    console.error(
      `No known key opens these secrets of the CRM connection: ${secrets.failed.join(', ')}. Connect it again.`,
    );
  }
  if (failed.length > 0) console.error('Keep the older keys until these are settled, and run this again.');
  if (failed.length > 0 || !details.isThrough) process.exitCode = 1;
  else
    console.log(
      'Nothing stored needs an older key any more. Uploads that are under way may, for a day; then take it out.',
    );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabasePool();
}

'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PAGES } from '@/shared/paths';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { formatCount } from '@/ui/number-format';
import { toast } from '@/ui/toast-store';
import type { LeadImport } from '../../schema-imports';
import { requestCommit, requestDiscard } from './import-client';

const leads = (n: number) => (n === 1 ? '1 lead' : `${formatCount(n)} leads`);

/** Imports what was looked through, or gives it up. Faulty rows are left out only when the person says so. */
export function ImportDecision({ found }: { found: LeadImport }) {
  const router = useRouter();
  const [without, setWithout] = useState(false);
  const [working, setWorking] = useState<'import' | 'discard'>();
  const [failure, setFailure] = useState<string>();
  const right = found.rows - found.faulty;
  const mayImport = right > 0 && (found.faulty === 0 || without);
  const run = async (what: 'import' | 'discard', work: () => Promise<string>, then: () => void) => {
    setWorking(what);
    setFailure(undefined);
    try {
      toast.success(await work());
      then();
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error.message);
    } finally {
      setWorking(undefined);
    }
  };
  const commit = async () => `${leads((await requestCommit(found.id, without)).imported)} imported.`;
  const discard = async () => {
    await requestDiscard(found.id);
    return 'Nothing was imported.';
  };
  return (
    <div className="grid gap-3">
      <FormErrorSummary message={failure} />
      {found.faulty > 0 && right > 0 ? (
        <Checkbox
          checked={without}
          onChange={(event) => setWithout(event.target.checked)}
          label={`Leave the ${found.faulty === 1 ? 'faulty row' : `${formatCount(found.faulty)} faulty rows`} out and import the other ${formatCount(right)}`}
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={!mayImport}
          loading={working === 'import'}
          onClick={() => void run('import', commit, () => router.refresh())}
        >
          Import {leads(right)}
        </Button>
        <Button
          loading={working === 'discard'}
          onClick={() => void run('discard', discard, () => router.push(PAGES.admin.leadImport))}
        >
          Choose another file
        </Button>
      </div>
    </div>
  );
}

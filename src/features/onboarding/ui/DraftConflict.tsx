'use client';
import { useState } from 'react';
import { Alert } from '@/ui/Alert';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import type { Draft } from '../draft';
import { loadDraft } from './use-draft-saving';

/** Two devices went on with the same application: the person says whose words stand. Nothing is lost before that. */
export function DraftConflict({ onChoose }: { onChoose: (draft: Draft | null, isTheirs: boolean) => void }) {
  const [failure, setFailure] = useState<string>();
  const choose = (isTheirs: boolean) => {
    setFailure(undefined);
    loadDraft().then(
      (draft) => onChoose(draft, isTheirs),
      (error: unknown) => {
        if (!(error instanceof ApiRequestError)) throw error;
        setFailure(error.message);
      },
    );
  };
  return (
    <Alert tone="warning" live title="You went on with this somewhere else">
      <p>Another window or device has saved something newer. What stands here is not saved until you choose.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={() => choose(true)}>Show what was saved there</Button>
        <Button variant="ghost" onClick={() => choose(false)}>
          Keep what stands here
        </Button>
      </div>
      {failure ? <p className="mt-2 text-danger">{failure}</p> : null}
    </Alert>
  );
}

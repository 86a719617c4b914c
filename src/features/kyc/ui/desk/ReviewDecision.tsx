'use client';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import * as z from 'zod';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { ShortcutHint } from '@/ui/ShortcutHint';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { useShortcuts } from '@/ui/use-shortcuts';
import { DOCUMENT_TRANSITIONS } from '../../domain/document-status';
import type { DocumentRule } from '../../domain/rule-pack';
import { lastValidDay } from '../../domain/valid-until';
import type { KycDocument } from '../../schema';
import { RejectDocument } from './RejectDocument';
import { approve, settle } from './review-document';

type ReviewDecisionProps = {
  document: KycDocument;
  rule: DocumentRule;
  businessName: string;
  nextId: string | null;
};

const Dates = z.object({ issued_on: z.string(), expires_on: z.string() });

/** The verdict on a document, by button or by key: `a` accept, `r` reject, `n` next. */
export function ReviewDecision({ document, rule, businessName, nextId }: ReviewDecisionProps) {
  const router = useRouter();
  const [rejecting, setRejecting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const nextLink = useRef<HTMLAnchorElement>(null);
  const { staff } = DOCUMENT_TRANSITIONS[document.verification_status];
  const [mayApprove, mayReject] = [staff.includes('approved'), staff.includes('rejected')];
  const nextHref = nextId ? PAGES.admin.document(nextId) : PAGES.admin.documents;
  const goOn = () => {
    router.push(nextHref);
    router.refresh();
  };
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: Dates,
    mode: 'onSubmit',
    defaultValues: {
      issued_on: document.issued_on ?? '',
      expires_on: document.expires_at ? lastValidDay(document.expires_at) : '',
    },
    send: async (dates) => {
      if (!(await settle(approve(document, dates), () => router.refresh()))) return;
      toast.success(`Accepted for ${businessName}.`);
      goOn();
    },
  });
  useShortcuts({
    a: () => (mayApprove && !sending ? form.current?.requestSubmit() : undefined),
    r: () => (mayReject ? setRejecting(true) : undefined),
    n: () => nextLink.current?.click(),
  });
  return (
    <div className="grid gap-4">
      <form ref={form} onSubmit={submit} noValidate className="grid gap-3">
        <FormErrorSummary message={failure} />
        {mayApprove && rule.maxAgeMonths !== null ? (
          <Field
            name="issued_on"
            label="Date on the document"
            hint={`At most ${rule.maxAgeMonths} months before it was handed in.`}
            error={errors.issued_on?.message}
          >
            {(control) => <Input {...control} {...register('issued_on')} type="date" />}
          </Field>
        ) : null}
        {mayApprove && rule.expires !== 'never' ? (
          <Field
            name="expires_on"
            label="Valid until"
            optional={rule.expires === 'sometimes'}
            hint="The last day on which it is valid."
            error={errors.expires_on?.message}
          >
            {(control) => <Input {...control} {...register('expires_on')} type="date" />}
          </Field>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {mayApprove ? (
            <Button type="submit" variant="primary" loading={sending}>
              Accept document
            </Button>
          ) : null}
          {mayReject ? <Button onClick={() => setRejecting(true)}>Reject document</Button> : null}
          {nextId ? (
            <ButtonLink ref={nextLink} href={nextHref} variant="ghost">
              Next document
            </ButtonLink>
          ) : null}
        </div>
      </form>
      <RejectDocument
        document={document}
        businessName={businessName}
        open={rejecting}
        onOpen={setRejecting}
        onRejected={goOn}
      />
      <ShortcutHint
        shortcuts={[
          ...(mayApprove ? [{ keys: ['a'], does: 'accept' }] : []),
          ...(mayReject ? [{ keys: ['r'], does: 'reject' }] : []),
          ...(nextId ? [{ keys: ['n'], does: 'next document' }] : []),
        ]}
      />
    </div>
  );
}

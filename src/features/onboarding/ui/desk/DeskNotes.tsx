'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { RelativeTime } from '@/ui/RelativeTime';
import { Textarea } from '@/ui/Textarea';
import { useApiForm } from '@/ui/use-api-form';
import { NewNote } from '../../decision';
import type { DeskNote } from '../../desk-schema';
import { note } from './decide';

/** What the desk noted about a partner, for itself, and room for another note. */
export function DeskNotes({ partnerId, notes }: { partnerId: string; notes: readonly DeskNote[] }) {
  const router = useRouter();
  const { register, setValue, errors, failure, sending, submit } = useApiForm({
    schema: NewNote,
    mode: 'onSubmit',
    send: async ({ note: text }) => {
      await note(partnerId, text);
      setValue('note', '');
      router.refresh();
    },
  });
  return (
    <Card>
      <CardHeader title="Notes of the desk" description="Only CircleTel’s people read them. A note is never changed." />
      <CardContent className="grid grid-cols-1 gap-4">
        <form onSubmit={submit} noValidate method="post" className="grid gap-3">
          <FormErrorSummary message={failure} />
          <Field name="note" label="New note" error={errors.note?.message}>
            {(control) => <Textarea {...control} {...register('note')} rows={3} />}
          </Field>
          <Button type="submit" loading={sending} className="justify-self-start">
            Add note
          </Button>
        </form>
        {notes.length > 0 ? (
          <ol aria-label="Notes" className="grid gap-3 border-t pt-4">
            {notes.map(({ id, note: text, author_name: author, at }) => (
              <li key={id}>
                <p className="break-words whitespace-pre-line">{text}</p>
                <p className="text-xs text-muted-foreground">
                  {author ?? 'CircleTel'} · <RelativeTime value={at} opens="start" />
                </p>
              </li>
            ))}
          </ol>
        ) : null}
      </CardContent>
    </Card>
  );
}

'use client';
import { Bookmark, BookmarkX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { callApi } from '@/ui/call-api';
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { SubmitButton } from '@/ui/SubmitButton';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { NewSavedView, type SavedView } from '../schema-views';
import { leadsClient } from './leads-client';

const views = leadsClient['saved-views'];

/** Keeps what the list shows under a name; where it is a kept view already, forgets it. */
export function LeadsSaveView({ current, own }: { current: string; own: SavedView | undefined }) {
  if (own) return <DeleteView view={own} />;
  return current === '' ? null : <SaveView key={current} query={current} />;
}

function SaveView({ query }: { query: string }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: NewSavedView,
    mode: 'onSubmit',
    defaultValues: { list: 'leads', query },
    send: async (json) => {
      const { view } = await callApi(views.$post({ json }));
      setOpen(false);
      toast.success(`“${view.name}” is saved.`);
      router.refresh();
    },
  });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost">
          <Bookmark aria-hidden />
          Save view
        </Button>
      </DialogTrigger>
      <DialogContent title="Save this view" description="The filters and the order that you see, one click away.">
        <form onSubmit={submit} noValidate method="post" className="-mx-5 -mb-4 grid gap-4">
          <div className="grid gap-4 px-5">
            <FormErrorSummary message={errors.name ? undefined : failure} />
            <Field name="name" label="Name" error={errors.name?.message}>
              {(control) => <Input {...control} {...register('name')} maxLength={60} autoComplete="off" />}
            </Field>
          </div>
          <DialogFooter>
            <SubmitButton loading={sending}>Save view</SubmitButton>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function DeleteView({ view }: { view: SavedView }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          <BookmarkX aria-hidden />
          Delete view
        </Button>
      }
      title={`Delete the view “${view.name}”?`}
      description="The leads in it stay as they are."
      confirmLabel="Delete view"
      onConfirm={async () => {
        await callApi(views[':viewId'].$delete({ param: { viewId: view.id } }));
        toast.success(`“${view.name}” is deleted.`);
        router.refresh();
      }}
    />
  );
}

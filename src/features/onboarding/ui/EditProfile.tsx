'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type * as z from 'zod';
import { Button } from '@/ui/Button';
import { callApi } from '@/ui/call-api';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { ProfileToSave } from '../profile';
import type { Partner } from '../schema';
import { AddressFields } from './AddressFields';
import { BusinessFields } from './BusinessFields';
import { ContactFields } from './ContactFields';
import { profileClient } from './profile-client';
import type { RegistrationValues } from './registration-values';

/** Corrects what was told, in the same fields as the registration. */
export function EditProfile({ partner }: { partner: Partner }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">Correct details</Button>
      </DialogTrigger>
      <DialogContent title="Correct your details" description="We compare them with your documents.">
        <EditProfileForm partner={partner} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function EditProfileForm({ partner, onDone }: { partner: Partner; onDone: () => void }) {
  const router = useRouter();
  const kept = { id_number: partner.id_number_last4, account_number: null };
  const form = useApiForm<RegistrationValues, object>({
    schema: ProfileToSave,
    defaultValues: valuesOf(partner),
    send: async (checked) => {
      // The schema's own result, which the form's looser type does not name.
      const json = checked as z.input<typeof ProfileToSave>;
      await callApi(profileClient.partners.profile.$put({ json }));
      onDone();
      toast.success('Your details are corrected.');
      router.refresh();
    },
  });
  return (
    <form onSubmit={form.submit} noValidate className="grid gap-5">
      <FormErrorSummary message={form.failure} />
      <BusinessFields form={form} />
      <ContactFields form={form} kept={kept} businessType={partner.business_type} asksForNone={false} />
      <AddressFields form={form} />
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={form.sending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.sending}>
          Save details
        </Button>
      </DialogFooter>
    </form>
  );
}

function valuesOf(partner: Partner): RegistrationValues {
  return {
    business_name: partner.business_name,
    business_type: partner.business_type,
    entity_type: partner.entity_type ?? undefined,
    registration_number: partner.registration_number ?? '',
    vat_number: partner.vat_number ?? '',
    contact_person: partner.contact_person,
    email: partner.email,
    phone: partner.phone,
    alternative_phone: partner.alternative_phone ?? '',
    street_address: partner.street_address,
    suburb: partner.suburb ?? '',
    city: partner.city,
    province: partner.province,
    postal_code: partner.postal_code,
  };
}

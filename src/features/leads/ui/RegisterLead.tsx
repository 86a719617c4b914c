'use client';
import { useState } from 'react';
import type { Receipt } from '../schema-registration';
import { RegisteredLead } from './RegisteredLead';
import { RegisterLeadForm } from './RegisterLeadForm';
import { useKeptRegistrations } from './use-kept-registrations';
import { WaitingRegistrations } from './WaitingRegistrations';

/** Registers a partner's own customer: the form, what waits for the connection, and the receipts that came. */
export function RegisterLead({ userId }: { userId: string }) {
  const kept = useKeptRegistrations(userId);
  const [registered, setRegistered] = useState<Receipt | null>(null);
  return (
    <div className="grid max-w-2xl gap-4">
      {kept.receipts.map((receipt) => (
        <RegisteredLead key={receipt.receipt_number} receipt={receipt} />
      ))}
      <WaitingRegistrations userId={userId} {...kept} />
      {registered ? (
        <RegisteredLead receipt={registered} onAnother={() => setRegistered(null)} />
      ) : (
        <RegisterLeadForm userId={userId} onRegistered={setRegistered} />
      )}
    </div>
  );
}

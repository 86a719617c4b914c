-- Applications and documents where they could not go on, or promised what was not kept.

-- An approved partner whose required document is not accepted any more hands in another one. Whoever stood there without
-- a way on gets it.
update partners set reverification_due_at = now()
  where status = 'approved' and kyc_status = 'rejected' and reverification_due_at is null;

-- Since when every required document is here: the promised 48 hours run from it, since before it nothing can be decided.
-- Empty while one is missing or was not accepted. For rows from before, the newest document is the best evidence.
alter table partners add column documents_completed_at timestamptz;
update partners p
  set documents_completed_at = coalesce(
    (select max(d.uploaded_at) from partner_kyc_documents d where d.partner_id = p.id), p.submitted_at, p.created_at
  )
  where p.kyc_status in ('submitted', 'verified');
grant select (documents_completed_at) on partners to authenticated, portal_staff, service_role;
grant update (documents_completed_at) on partners to service_role;

-- The queue: who waits for CircleTel before who waits for the applicant, each by age.
create index partners_complete_queue_idx on partners (
  status, (case when documents_completed_at is null then 1 else 0 end),
  (coalesce(documents_completed_at, submitted_at, created_at)), id
);
create index partners_complete_queue_any_idx on partners (
  (case when documents_completed_at is null then 1 else 0 end),
  (coalesce(documents_completed_at, submitted_at, created_at)), id
);

-- Applying again begins the promise anew.
create or replace function portal.apply_again() returns text
language plpgsql security definer set search_path = '' as $$
declare
  result text;
begin
  update public.partners p
  set status = case when p.kyc_status in ('submitted', 'verified') then 'under_review' else 'pending' end,
    submitted_at = case when p.kyc_status in ('submitted', 'verified') then now() end,
    documents_completed_at = case when p.kyc_status in ('submitted', 'verified') then now() end,
    approval_notes = null, rejected_at = null, updated_at = now()
  where p.id = portal.current_partner_id() and p.status = 'rejected' and p.rejected_at <= now() - interval '30 days'
  returning p.status into result;
  return result;
end
$$;

-- True when the bank details are newer than the last letter of the bank that was accepted: nobody has compared the two.
-- A function, since who approves need not be somebody who may see documents.
create function portal.bank_letter_is_outdated(partner uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from public.partners p
    where p.id = partner
      and (p.id = portal.current_partner_id() or portal.staff_has_permission('partners_admin:view_all'))
      and p.bank_changed_at > (
        select max(d.verified_at) from public.partner_kyc_documents d
        where d.partner_id = p.id and d.document_type = 'bank_confirmation' and d.verification_status = 'approved'
      )
  );
end
$$;
revoke execute on function portal.bank_letter_is_outdated(uuid) from public, anon, authenticated;
grant execute on function portal.bank_letter_is_outdated(uuid) to portal_staff;

-- At most 40 documents of one type (MOST_OF_A_TYPE), those that were replaced among them: files are kept for good. One
-- after another, so that two at once do not both find the last place.
create function portal.cap_kyc_documents() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('kyc-documents:' || new.partner_id, 0));
  if (
    select count(*) from public.partner_kyc_documents d
    where d.partner_id = new.partner_id and d.document_type = new.document_type
  ) >= 40 then
    raise exception 'there is no room for another document of this type' using errcode = '40001';
  end if;
  return new;
end
$$;
revoke execute on function portal.cap_kyc_documents() from public, anon, authenticated;
create trigger cap_kyc_documents_at_upload before insert on partner_kyc_documents
  for each row execute function portal.cap_kyc_documents();

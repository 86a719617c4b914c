-- The desk's queue and search, what applicants read of their own history, and applying again.

-- The queue goes by age against the promise, which runs from the first document, or from the application before that.
create index partners_queue_idx on partners (status, (coalesce(submitted_at, created_at)), id);
create index partners_queue_any_idx on partners ((coalesce(submitted_at, created_at)), id);
drop index partners_status_created_idx;
drop index partners_created_idx;

-- Ids of partners in whose name, contact, address or number a text stands, for staff. A function, since row level security
-- keeps an index from answering "contains": Postgres would have to show the operator rows before the policy has. The
-- policy's question is asked here first, and the expression is that of partners_search_idx, character for character.
create function portal.search_partners(part text) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  if not portal.staff_has_permission('partners_admin:view_all') then
    return;
  end if;
  return query
    select p.id from public.partners p
    where (p.business_name || ' ' || p.contact_person || ' ' || p.email || ' ' || coalesce(p.partner_number, ''))
      ilike '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%';
end
$$;
revoke execute on function portal.search_partners(text) from public, anon, authenticated;
grant execute on function portal.search_partners(text) to portal_staff;

-- What an applicant reads of its own history: what happened and when, of these kinds only, and never who did it.
create function portal.application_history(out at timestamptz, out action text) returns setof record
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select l.at, l.action from public.partner_audit_log l
    where l.partner_id = portal.current_partner_id()
      and l.action in (
        'partner.registered', 'partner.review_started', 'partner.approved', 'partner.rejected', 'partner.suspended',
        'partner.suspension_lifted', 'partner.applied_again', 'partner.bank_details_changed', 'partner.bank_details_given',
        'kyc.document_uploaded', 'kyc.document_approved', 'kyc.document_rejected', 'kyc.document_expired'
      )
    order by l.id desc
    limit 50;
end
$$;
revoke execute on function portal.application_history() from public, anon, authenticated;
grant execute on function portal.application_history() to authenticated;

-- Whoever was turned down may apply again after 30 days (APPLY_AGAIN_AFTER_DAYS): the same application goes back to where
-- it waits for documents, or straight to the desk when nothing is missing. No other column of a status is the partner's.
create function portal.apply_again() returns text
language plpgsql security definer set search_path = '' as $$
declare
  result text;
begin
  update public.partners p
  set status = case when p.kyc_status in ('submitted', 'verified') then 'under_review' else 'pending' end,
    submitted_at = case when p.kyc_status in ('submitted', 'verified') then now() end,
    approval_notes = null, rejected_at = null, updated_at = now()
  where p.id = portal.current_partner_id() and p.status = 'rejected' and p.rejected_at <= now() - interval '30 days'
  returning p.status into result;
  return result;
end
$$;
revoke execute on function portal.apply_again() from public, anon, authenticated;
grant execute on function portal.apply_again() to authenticated;

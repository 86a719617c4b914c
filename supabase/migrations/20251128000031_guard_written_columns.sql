-- Three things that a partner could write by SQL, though only the portal knows them: what was found out about its file, and when it answered a lead.

-- Whether a scanner passed the file, how many pages it has, when it was issued, and which key sealed it. The row stays the partner's to insert; the portal adds
-- what it found out in the same transaction, as portal_recorder, and never after the verdict.
revoke insert (scan_status, page_count, issued_on, key_id) on partner_kyc_documents from authenticated;
grant select (id, partner_id, verification_status), update (scan_status, page_count, key_id) on partner_kyc_documents to portal_recorder;
create policy recorder_sees_own_documents on partner_kyc_documents for select to portal_recorder
  using (partner_id = (select portal.current_partner_id()));
create policy recorder_notes_findings on partner_kyc_documents for update to portal_recorder
  using (partner_id = (select portal.current_partner_id()) and verification_status = 'pending')
  with check (partner_id = (select portal.current_partner_id()));

-- The first answer is the first move that a partner makes of the status. The database knows when that was.
revoke update (first_responded_at) on coverage_leads from authenticated;
create function portal.note_first_response() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.first_responded_at := coalesce(old.first_responded_at, now());
  return new;
end
$$;
revoke execute on function portal.note_first_response() from public, anon, authenticated;
create trigger note_first_response before update of status on coverage_leads
  for each row when (current_user = 'authenticated')
  execute function portal.note_first_response();

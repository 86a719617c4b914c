-- An applicant who handed in eleven documents read eleven times "a document". The type is the partner's own; nothing else
-- of what was recorded goes out. The signature changes, so the function is made anew; older code asks for its columns by name.
drop function portal.application_history();
create function portal.application_history(out at timestamptz, out action text, out document_type text) returns setof record
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select l.at, l.action, case when l.entity = 'kyc_document' then l.after ->> 'document_type' end
    from public.partner_audit_log l
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

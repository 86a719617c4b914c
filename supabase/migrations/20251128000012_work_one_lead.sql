-- What happened to a lead since it came to the partner of the session, as its page tells it: of these kinds only, when, and
-- the status where it was one. Never who of CircleTel's people did it, nor what was done for another partner.
create function portal.lead_history(lead uuid, out at timestamptz, out action text, out status text) returns setof record
language plpgsql stable security definer set search_path = '' as $$
declare
  partner uuid := portal.lead_partner_id();
begin
  return query
    select h.at, h.action, case when h.action = 'lead.status_changed' then h.after ->> 'status' end
    from public.partner_audit_log h
    where h.entity = 'lead' and h.entity_id = lead and h.partner_id = partner
      and h.action in (
        'lead.assigned', 'lead.registered', 'lead.offer_accepted', 'lead.status_changed', 'lead.changed_in_crm',
        'lead.extension_requested', 'lead.extension_answered', 'lead.registration_expired'
      )
      and exists (select from public.coverage_leads l where l.id = lead and l.assigned_partner_id = partner)
    order by h.id desc
    limit 100;
end
$$;
revoke execute on function portal.lead_history(uuid) from public, anon, authenticated;
grant execute on function portal.lead_history(uuid) to authenticated;

-- A lead that CircleTel removed from the CRM is looked at, and changed by nobody.
alter policy partners_work_assigned_leads on coverage_leads
  using (
    assigned_partner_id = (select portal.lead_partner_id()) and status <> 'converted_to_order' and crm_deleted_at is null
  );
alter policy partners_add_activities on partner_lead_activities
  with check (
    partner_id = (select portal.lead_partner_id())
    and exists (
      select from coverage_leads l where l.id = lead_id and l.assigned_partner_id = partner_id and l.crm_deleted_at is null
    )
  );
alter policy partners_finish_next_actions on partner_lead_activities
  using (
    partner_id = (select portal.lead_partner_id())
    and exists (
      select from coverage_leads l where l.id = lead_id and l.assigned_partner_id = partner_id and l.crm_deleted_at is null
    )
  );

-- A follow-up is the partner's who planned it: whoever moves the lead takes it off.
grant update (next_follow_up_at) on coverage_leads to portal_staff;

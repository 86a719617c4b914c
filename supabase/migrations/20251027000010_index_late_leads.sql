-- The desk's list of leads whose partner has not answered in time, the longest overdue first: features/leads/read-desk.ts
-- says the same conditions, and reads nothing that is not overdue.
create index coverage_leads_response_due_idx on coverage_leads (first_response_due_at, id)
  where assigned_partner_id is not null and first_responded_at is null
    and status not in ('not_interested', 'converted_to_order', 'lost');

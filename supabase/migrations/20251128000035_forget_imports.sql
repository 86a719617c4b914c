-- The job that removes imported files after a while. Their lines go with them.
grant select (state, created_at), delete on partner_lead_imports to service_role;

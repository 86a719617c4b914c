-- The portal's own database roles, beside Supabase's anon, authenticated and service_role.
-- Roles belong to the whole cluster, so each is made only where it is missing.
do $$
begin
  -- Everything a member of CircleTel's staff does runs as this role. Column grants are given per role, so staff
  -- columns (status, approval, assignment) can be granted here without ever being granted to a partner's role.
  if not exists (select from pg_roles where rolname = 'portal_staff') then
    create role portal_staff nologin noinherit;
  end if;
  -- Writes what no user may write by hand: audit rows, events and CRM markers. A use case steps into this role for
  -- that one statement, inside its own transaction.
  if not exists (select from pg_roles where rolname = 'portal_recorder') then
    create role portal_recorder nologin noinherit;
  end if;
  -- What the login of web and worker is a member of: it has no right of its own, only the right to step into a role,
  -- so a query outside of a transaction helper fails closed.
  if not exists (select from pg_roles where rolname = 'portal_gate') then
    create role portal_gate nologin noinherit;
  end if;
end
$$;

grant anon, authenticated, service_role, portal_staff, portal_recorder to portal_gate;

-- Helper functions live in a schema of their own, which Supabase's Data API does not expose.
create schema if not exists portal;
grant usage on schema portal to authenticated, portal_staff, portal_recorder, service_role;
grant usage on schema public to portal_staff, portal_recorder;
grant usage on schema auth to portal_staff, portal_recorder;

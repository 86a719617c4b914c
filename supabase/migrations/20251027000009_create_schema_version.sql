-- The newest applied migration, for the readiness check of the web process: its login may ask only this.
create function portal.schema_version() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select max(version) from supabase_migrations.schema_migrations);
end
$$;
revoke execute on function portal.schema_version() from public, anon, authenticated;
grant usage on schema portal to portal_gate;
grant execute on function portal.schema_version() to portal_gate;

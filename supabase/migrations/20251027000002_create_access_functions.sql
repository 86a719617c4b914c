-- Who is asking, and what may they do. Written in plpgsql, whose plans are cached in the session: in SQL these helpers
-- would be planned anew in each statement. All are stable and security definer with an empty search_path.

-- The partner that the current user acts for, or null.
create function portal.current_partner_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  result uuid;
begin
  select m.partner_id into result from public.partner_members m where m.user_id = auth.uid();
  return result;
end
$$;

-- Which role template speaks for a user who is not staff: a partner's state decides, and without one a user may do
-- nothing but apply.
create function portal.partner_template_id(partner_status text, member_role text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when partner_status is null then 'partner_registrant'
    when partner_status <> 'approved' then 'partner_applicant'
    when member_role = 'member' then 'partner_member'
    else 'sales_partner'
  end;
end
$$;

-- Which role template speaks for the current user: staff first, then the partner.
create function portal.current_template_id() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  template text;
  partner_status text;
  member_role text;
begin
  select a.role_template_id into template from public.admin_users a where a.id = auth.uid() and a.is_active;
  if found then
    return template;
  end if;
  select p.status, m.role into partner_status, member_role
    from public.partner_members m join public.partners p on p.id = m.partner_id
    where m.user_id = auth.uid();
  return portal.partner_template_id(partner_status, member_role);
end
$$;

create function user_has_permission(permission text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  granted boolean;
begin
  select t.permissions ? permission into granted
    from public.role_templates t where t.id = portal.current_template_id() and t.is_active;
  if granted then
    return true;
  end if;
  select a.custom_permissions ? permission into granted
    from public.admin_users a where a.id = auth.uid() and a.is_active;
  return coalesce(granted, false);
end
$$;

-- The same question for policies of portal_staff. Some permissions are held by partners too (products:view), and a
-- partner must gain nothing even if it stood in the role of staff.
create function portal.staff_has_permission(permission text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from public.admin_users a where a.id = auth.uid() and a.is_active)
    and public.user_has_permission(permission);
end
$$;

-- The partner whose leads the current user may work: null unless the partner is approved and the user holds
-- partners:manage_leads. One call per statement instead of two.
create function portal.lead_partner_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  if public.user_has_permission('partners:manage_leads') then
    return portal.current_partner_id();
  end if;
  return null;
end
$$;

-- Everything a request needs to know of its user, in one row and one call.
create function portal.viewer(
  out kind text, out template_id text, out permissions jsonb, out full_name text,
  out partner_id uuid, out partner_status text, out partner_number text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  member_role text;
  custom jsonb;
begin
  select 'staff', a.role_template_id, a.full_name, a.custom_permissions
    into kind, template_id, full_name, custom
    from public.admin_users a where a.id = auth.uid() and a.is_active;
  if not found then
    kind := 'partner';
    select p.id, p.status, p.partner_number, p.contact_person, m.role
      into partner_id, partner_status, partner_number, full_name, member_role
      from public.partner_members m join public.partners p on p.id = m.partner_id
      where m.user_id = auth.uid();
    template_id := portal.partner_template_id(partner_status, member_role);
  end if;
  select t.permissions into permissions from public.role_templates t where t.id = template_id and t.is_active;
  permissions := coalesce(permissions, '[]'::jsonb) || coalesce(custom, '[]'::jsonb);
end
$$;

revoke execute on function portal.current_partner_id(), portal.partner_template_id(text, text),
  portal.current_template_id(), portal.lead_partner_id(), portal.viewer(),
  portal.staff_has_permission(text), user_has_permission(text)
  from public, anon, authenticated;
grant execute on function portal.staff_has_permission(text) to portal_staff;
grant execute on function portal.current_partner_id(), portal.lead_partner_id(), portal.viewer(),
  user_has_permission(text) to authenticated, portal_staff;

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
-- partners:manage_leads. Every list of leads asks this once, so it is one query and not a chain of the above.
create function portal.lead_partner_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  result uuid;
begin
  select m.partner_id into result
    from public.partner_members m
    join public.partners p on p.id = m.partner_id
    join public.role_templates t on t.id = portal.partner_template_id(p.status, m.role)
    where m.user_id = auth.uid() and t.is_active and t.permissions ? 'partners:manage_leads'
      and not exists (select from public.admin_users a where a.id = m.user_id and a.is_active);
  return result;
end
$$;

-- Everything a request needs to know of its user, in one row and one query: it opens every transaction.
create function portal.viewer(
  out kind text, out template_id text, out permissions jsonb, out full_name text,
  out partner_id uuid, out partner_status text, out partner_number text
)
language plpgsql stable security definer set search_path = '' as $$
begin
  select
      case when a.id is null then 'partner' else 'staff' end, t.id,
      coalesce(t.permissions, '[]'::jsonb) || coalesce(a.custom_permissions, '[]'::jsonb),
      coalesce(a.full_name, p.contact_person),
      case when a.id is null then p.id end, case when a.id is null then p.status end,
      case when a.id is null then p.partner_number end
    into kind, template_id, permissions, full_name, partner_id, partner_status, partner_number
    from (select auth.uid() as id) u
    left join public.admin_users a on a.id = u.id and a.is_active
    left join public.partner_members m on m.user_id = u.id
    left join public.partners p on p.id = m.partner_id
    left join public.role_templates t on t.is_active
      and t.id = case when a.id is null then portal.partner_template_id(p.status, m.role) else a.role_template_id end;
end
$$;

revoke execute on function portal.current_partner_id(), portal.partner_template_id(text, text),
  portal.current_template_id(), portal.lead_partner_id(), portal.viewer(),
  portal.staff_has_permission(text), user_has_permission(text)
  from public, anon, authenticated;
grant execute on function portal.staff_has_permission(text) to portal_staff;
grant execute on function portal.current_partner_id(), portal.lead_partner_id(), portal.viewer(),
  user_has_permission(text) to authenticated, portal_staff;

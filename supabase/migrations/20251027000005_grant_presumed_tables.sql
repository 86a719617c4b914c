-- What the portal's roles may read of the tables that CircleTel brings along.
-- Staff see each other's names; a person's own rights come from portal.viewer(), never from these rows.
grant select (id, email, full_name, role_template_id, job_title, is_active) on admin_users to portal_staff;
create policy portal_staff_view_colleagues on admin_users for select to portal_staff
  using ((select portal.staff_has_permission('dashboard:view')));

grant select (id, name, description, permissions, is_active) on role_templates to portal_staff;
create policy portal_staff_view_role_templates on role_templates for select to portal_staff
  using ((select portal.staff_has_permission('dashboard:view')));

-- CircleTel's tables may lack a column that ours have, so of these lists every column is granted that exists.
do $$
declare
  wish record;
  found text;
begin
  for wish in
    select * from (values
      -- An identity number is nobody's business here.
      ('customers', 'portal_staff', array['id', 'first_name', 'last_name', 'email', 'phone', 'account_number', 'account_type',
        'account_status', 'business_name', 'created_at']),
      -- A partner sees the orders that came out of its own leads.
      ('orders', 'authenticated', array['id', 'order_number', 'lead_id', 'package_name', 'order_status', 'activation_date',
        'created_at'])
    ) as w (relation, grantee, names)
  loop
    select string_agg(quote_ident(column_name), ', ') into found
      from information_schema.columns
      where table_schema = 'public' and table_name = wish.relation and column_name = any (wish.names);
    execute format('grant select (%s) on public.%I to %I', found, wish.relation, wish.grantee);
  end loop;

  -- CircleTel lets its staff edit their own row in admin_users. What a row may do is in that row too, so the columns that
  -- give rights are taken out of reach, and the others stay as they were.
  if has_table_privilege('authenticated', 'public.admin_users', 'update') then
    revoke update on public.admin_users from anon, authenticated;
    select string_agg(quote_ident(column_name), ', ') into found
      from information_schema.columns
      where table_schema = 'public' and table_name = 'admin_users' and column_name not in (
        'id', 'email', 'role', 'permissions', 'custom_permissions', 'role_template_id', 'is_active', 'created_at'
      );
    execute format('grant update (%s) on public.admin_users to authenticated', found);
  end if;
end
$$;
create policy portal_staff_view_customers on customers for select to portal_staff
  using ((select portal.staff_has_permission('customers:view')));

-- Cost and base price stay with CircleTel.
grant select (
  id, name, slug, sku, service_type, speed_down, speed_up, price, promotion_price, promotion_months, customer_type, status
) on products to authenticated, portal_staff;
create policy portal_partners_view_products on products for select to authenticated
  using (status = 'active' and (select user_has_permission('products:view')));
create policy portal_staff_view_products on products for select to portal_staff
  using ((select portal.staff_has_permission('products:view')));

grant select on orders to portal_staff;
create policy portal_partners_view_own_orders on orders for select to authenticated
  using (
    (select user_has_permission('orders:view'))
    and lead_id in (select l.id from coverage_leads l where l.assigned_partner_id = (select portal.lead_partner_id()))
  );
create policy portal_staff_view_orders on orders for select to portal_staff
  using ((select portal.staff_has_permission('orders:view')));
create index if not exists orders_lead_idx on orders (lead_id);

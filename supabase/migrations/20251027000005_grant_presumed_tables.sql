-- What the portal's roles may read of the tables that CircleTel brings along.
-- Staff see each other's names; a person's own rights come from portal.viewer(), never from these rows.
grant select (id, email, full_name, role_template_id, job_title, is_active) on admin_users to portal_staff;
create policy portal_staff_view_colleagues on admin_users for select to portal_staff
  using ((select portal.staff_has_permission('dashboard:view')));

grant select (id, name, description, permissions, is_active) on role_templates to portal_staff;
create policy portal_staff_view_role_templates on role_templates for select to portal_staff
  using ((select portal.staff_has_permission('dashboard:view')));

-- An identity number is nobody's business here.
grant select (
  id, first_name, last_name, email, phone, account_number, account_type, account_status, business_name, created_at
) on customers to portal_staff;
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

-- A partner sees the orders that came out of its own leads.
grant select (id, order_number, lead_id, package_name, order_status, activation_date, created_at) on orders to authenticated;
grant select on orders to portal_staff;
create policy portal_partners_view_own_orders on orders for select to authenticated
  using (
    (select user_has_permission('orders:view'))
    and lead_id in (select l.id from coverage_leads l where l.assigned_partner_id = (select portal.lead_partner_id()))
  );
create policy portal_staff_view_orders on orders for select to portal_staff
  using ((select portal.staff_has_permission('orders:view')));
create index if not exists orders_lead_idx on orders (lead_id);

-- Who may read and write partners, members and KYC documents. Supabase grants every new table to everybody by default,
-- so each table is closed first and then opened column by column.
revoke all on partners, partner_members, partner_kyc_documents from anon, authenticated, service_role;

-- partners: a partner sees its own application and may correct it while it is pending; bank columns are for nobody.
grant select (
  id, user_id, partner_number, business_name, registration_number, vat_number, business_type, contact_person, email,
  phone, alternative_phone, street_address, suburb, city, province, postal_code, status, approval_notes, approved_by,
  approved_at, rejected_at, submitted_at, kyc_status, kyc_verified_at, tier, total_leads, converted_leads,
  total_commission_earned, pending_commission, created_at, updated_at
) on partners to authenticated, portal_staff, service_role;
grant insert (
  id, user_id, business_name, registration_number, vat_number, business_type, contact_person, email, phone,
  alternative_phone, street_address, suburb, city, province, postal_code
) on partners to authenticated;
grant update (
  business_name, registration_number, vat_number, business_type, contact_person, email, phone, alternative_phone,
  street_address, suburb, city, province, postal_code, updated_at
) on partners to authenticated;
grant update (
  status, approval_notes, approved_by, approved_at, rejected_at, partner_number, kyc_status, kyc_verified_at, tier,
  updated_at
) on partners to portal_staff;
grant update (
  status, kyc_status, submitted_at, total_leads, converted_leads, total_commission_earned, pending_commission, updated_at
) on partners to service_role;

create policy partners_view_own_data on partners for select to authenticated
  using (id = (select portal.current_partner_id()) or user_id = (select auth.uid()));
create policy partners_register on partners for insert to authenticated
  with check (user_id = (select auth.uid()) and (select user_has_permission('partners:register')));
create policy partners_update_own_data on partners for update to authenticated
  using (
    id = (select portal.current_partner_id()) and status = 'pending'
    and (select user_has_permission('partners:update_profile'))
  )
  with check (id = (select portal.current_partner_id()) and status = 'pending');

create policy staff_view_all_partners on partners for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:view_all')));
-- Nobody decides on an application of their own, and to reject needs another permission than all else.
create policy staff_decide_partners on partners for update to portal_staff
  using (
    user_id <> (select auth.uid())
    and ((select portal.staff_has_permission('partners_admin:approve')) or (select portal.staff_has_permission('partners_admin:reject')))
  )
  with check (
    case status
      when 'rejected' then (select portal.staff_has_permission('partners_admin:reject'))
      else (select portal.staff_has_permission('partners_admin:approve'))
    end
  );

-- partner_members: who applies becomes the owner; nothing else can be written here yet.
grant select (partner_id, user_id, role, created_at) on partner_members to authenticated, portal_staff, service_role;
grant insert (partner_id, user_id, role) on partner_members to authenticated;

create policy members_view_own_team on partner_members for select to authenticated
  using (partner_id = (select portal.current_partner_id()));
create policy members_become_owner on partner_members for insert to authenticated
  with check (
    user_id = (select auth.uid()) and role = 'owner'
    and exists (select from partners p where p.id = partner_id and p.user_id = (select auth.uid()))
  );
create policy staff_view_all_members on partner_members for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:view_all')));

-- partner_kyc_documents: a partner hands in, staff with kyc:review verify. What was handed in is never changed or removed.
grant select (
  id, partner_id, document_type, document_name, file_path, file_size, mime_type, verification_status, verified_by,
  verified_at, rejection_reason, uploaded_by, uploaded_at, expires_at
) on partner_kyc_documents to authenticated, portal_staff, service_role;
grant insert (id, partner_id, document_type, document_name, file_path, file_size, mime_type)
  on partner_kyc_documents to authenticated;
grant update (verification_status, verified_by, verified_at, rejection_reason, expires_at)
  on partner_kyc_documents to portal_staff;

create policy partners_view_own_documents on partner_kyc_documents for select to authenticated
  using (partner_id = (select portal.current_partner_id()));
create policy partners_upload_documents on partner_kyc_documents for insert to authenticated
  with check (
    uploaded_by = (select auth.uid())
    and exists (
      select from partners p
      where p.id = partner_id and p.id = (select portal.current_partner_id()) and p.status in ('pending', 'under_review')
    )
  );
create policy staff_view_all_documents on partner_kyc_documents for select to portal_staff
  using ((select portal.staff_has_permission('kyc:view')));
create policy staff_review_documents on partner_kyc_documents for update to portal_staff
  using ((select portal.staff_has_permission('kyc:review')))
  with check ((select portal.staff_has_permission('kyc:review')) and verified_by = (select auth.uid()));

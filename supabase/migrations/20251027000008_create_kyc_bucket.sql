-- The private bucket of KYC documents. No policy on storage.objects names it, so only the secret key reaches it. Files
-- come sealed by the portal, so their type is always the same, and a photograph may grow a little when it is made anew.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values (
  'partner-kyc-documents', 'partner-kyc-documents', false, 20971520,
  array['application/octet-stream']
)
on conflict (id) do nothing;

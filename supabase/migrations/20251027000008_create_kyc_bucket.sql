-- The private bucket of KYC documents. No policy on storage.objects names it, so only the secret key reaches it.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values (
  'partner-kyc-documents', 'partner-kyc-documents', false, 10485760,
  array['application/pdf', 'image/jpeg', 'image/png']
)
on conflict (id) do nothing;

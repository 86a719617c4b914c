-- A field that a workflow of the CRM changes back each time is left as it is, and said to be.
alter table crm_differences drop constraint crm_differences_kind_check;
alter table crm_differences add constraint crm_differences_kind_check
  check (kind in ('conflict', 'restored', 'left_alone', 'missing_in_crm', 'unknown_value', 'not_importable'));

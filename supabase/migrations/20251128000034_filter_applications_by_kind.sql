-- The queue of one kind of business, in the queue's order.
create index partners_kind_queue_idx on partners (
  status, entity_type, (case when documents_completed_at is null then 1 else 0 end),
  (coalesce(documents_completed_at, submitted_at, created_at)), id
);
create index partners_kind_queue_any_idx on partners (
  entity_type, (case when documents_completed_at is null then 1 else 0 end),
  (coalesce(documents_completed_at, submitted_at, created_at)), id
);

-- The order by submission alone is asked by nobody any more: partners_complete_queue_idx took its place.
drop index partners_queue_idx;
drop index partners_queue_any_idx;

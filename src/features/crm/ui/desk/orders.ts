import { ApiRequestError } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import { toast } from '@/ui/toast-store';
import type { RunKind } from '../../domain/runs';
import type { SENDABLE } from '../../domain/sync-records';
import type { NewMapping, Replay } from '../../schema';
import type { MappingAnswer, Overview, RecordDetail, Run, RunsAnswer, SyncRecord } from '../../schema-desk';
import { crmClient } from '../crm-client';

const client = crmClient.admin.integrations;

export function fetchOverview(): Promise<Overview> {
  return callApi(client.$get());
}

export function pause(reason: string): Promise<Overview> {
  return callApi(client.pause.$post({ json: { reason } }));
}

export function resume(reason: string): Promise<Overview> {
  return callApi(client.resume.$post({ json: { reason } }));
}

export function setBudget(seen: number, credits: number): Promise<Overview> {
  return callApi(client.$patch({ json: { credits_a_day: credits, seen_credits_a_day: seen } }));
}

export function beginConsent(): Promise<Overview> {
  return callApi(client.connect.$post());
}

export function fetchRecord({ entity, entity_id: entityId }: SyncRecord): Promise<RecordDetail> {
  return callApi(client.records[':entity'][':entityId'].$get({ param: { entity, entityId } }));
}

export function syncNow(record: SyncRecord, seen: (typeof SENDABLE)[number]): Promise<RecordDetail> {
  const param = { entity: record.entity, entityId: record.entity_id };
  return callApi(client.records[':entity'][':entityId'].sync.$post({ param, json: { seen_state: seen } }));
}

/** @returns how many records are sent again */
export async function replay(which: Replay): Promise<number> {
  return (await callApi(client.replay.$post({ json: which }))).replayed;
}

export function saveMapping(mapping: NewMapping): Promise<MappingAnswer> {
  return callApi(client.mapping.$post({ json: mapping }));
}

export function fetchRuns(): Promise<RunsAnswer> {
  return callApi(client.runs.$get());
}

export async function startRun(kind: RunKind): Promise<Run> {
  return (await callApi(client.runs.$post({ json: { kind } }))).run;
}

export async function stopRun(runId: string): Promise<Run> {
  return (await callApi(client.runs[':runId'].stop.$post({ param: { runId } }))).run;
}

/** Codes that mean: what the page shows is no longer so. */
const OUTDATED: ReadonlySet<string> = new Set(['conflict', 'transition_not_allowed', 'not_found']);

/**
 * Waits for an order. When somebody else was faster it says so and has the page show the current state.
 * @returns null in that case. @throws every other refusal, for the dialog to show.
 */
export async function settle<T>(order: Promise<T>, reload: () => void): Promise<T | null> {
  try {
    return await order;
  } catch (error) {
    if (!(error instanceof ApiRequestError) || !OUTDATED.has(error.code)) throw error;
    toast.error(`${error.message} This page now shows the current state.`);
    reload();
    return null;
  }
}

import type { Effect } from './error-codes';
import type { ToolReply } from './result-shapes';
import type { ToolArguments } from './tool-arguments';

/** What the portal calls; a server that lacks one of them is refused when connecting. */
export const NEEDED_OPERATIONS = ['upsertRecords', 'updateRecords', 'executeCOQLQuery', 'getFields'] as const;

/** What the portal does without where a server lacks one of them. */
export const CHANNEL_OPERATIONS = ['createNotifications', 'updateNotifications', 'deleteNotifications'] as const;

export type CrmOperation = (typeof NEEDED_OPERATIONS)[number] | (typeof CHANNEL_OPERATIONS)[number];

/** The way to the CRM: Zoho's MCP server or its REST interface. What is asked and answered is the same on both. */
export interface CrmTransport {
  /** Whether every one of `CHANNEL_OPERATIONS` can be called. */
  readonly offersChannels: boolean;
  /** Makes one call. @throws CrmError when there is no trustworthy reply */
  call(operation: CrmOperation, args: ToolArguments, effect: Effect): Promise<ToolReply>;
  close(): Promise<void>;
}

/** Told once about every call that may have reached the CRM; not about one that was refused at the door (401, 404). */
export type OnSent = (operation: string, args: ToolArguments) => void;

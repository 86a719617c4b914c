import type { CrmFault } from './connection-state';

type FaultWords = {
  /** What went wrong. */
  explanation: string;
  /** What a person does about it. */
  remedy: string;
};

const EDIT_THEN_REPLAY = 'Correct the value in the portal; the record is then sent again by itself.';

/** Zoho's codes and the portal's own (docs/admin/ZOHO_INTEGRATION_GUIDE.md explains the same). */
const BY_CODE: Readonly<Record<string, FaultWords>> = {
  INVALID_DATA: {
    explanation: 'Zoho does not take this value: wrong format, too long, or of another type.',
    remedy: EDIT_THEN_REPLAY,
  },
  MANDATORY_NOT_FOUND: {
    explanation: 'Zoho’s layout demands a field that the record does not fill.',
    remedy: 'Fill it in the portal, or make the field optional in Zoho’s layout and send again.',
  },
  DUPLICATE_DATA: {
    explanation: 'Another record in Zoho already holds this unique value.',
    remedy: 'Merge the two records in Zoho, or make the value differ, then send again.',
  },
  MULTIPLE_OR_MULTI_ERRORS: {
    explanation: 'Zoho found several faults in this record.',
    remedy: EDIT_THEN_REPLAY,
  },
  RECORD_LOCKED: {
    explanation: 'The record is locked in Zoho, usually by an approval that is under way.',
    remedy: 'Unlock it in Zoho, then send again.',
  },
  RECORD_IN_BLUEPRINT: {
    explanation: 'A blueprint in Zoho lets nobody set this field directly.',
    remedy: 'Take the field out of the blueprint, or exempt the integration user, then send again.',
  },
  NOT_APPROVED: {
    explanation: 'The record waits for an approval in Zoho.',
    remedy: 'Decide on it in Zoho, then send again.',
  },
  DEPENDENT_FIELD_MISSING: {
    explanation: 'Zoho wants another field filled together with this one.',
    remedy: 'Fill it, or remove the dependency in Zoho’s layout, then send again.',
  },
  LIMIT_EXCEEDED: {
    explanation: 'The record is larger than Zoho takes.',
    remedy: EDIT_THEN_REPLAY,
  },
  NO_PERMISSION: {
    explanation: 'The integration user’s profile in Zoho does not allow this.',
    remedy: 'Give the profile “Zoho CRM API Access” and edit rights on the module, then send again.',
  },
  TOOL_MISSING: {
    explanation: 'The MCP server lacks a tool that the portal needs.',
    remedy: 'Tick the missing tools on the server. The guide lists them.',
  },
  ZOHO_MCP_URL: {
    explanation: 'No CRM is named.',
    remedy: 'Set ZOHO_MCP_URL for the worker and start it again, or connect by consent.',
  },
  INVALID_KEY: {
    explanation: 'The key in the server’s address is not valid any more.',
    remedy: 'Copy the address anew from Zoho’s Connect tab into ZOHO_MCP_URL.',
  },
  WRONG_DATA_CENTRE: {
    explanation: 'The address belongs to another data centre than the organisation.',
    remedy: 'Copy the address from the console of the organisation’s own data centre.',
  },
  INVALID_MODULE: {
    explanation: 'Zoho does not know this module, or the integration user may not see it.',
    remedy: 'Show the module to the integration user’s profile.',
  },
  INVALID_QUERY: {
    explanation: 'A field that the portal reads does not exist in Zoho.',
    remedy: 'Create the fields of the guide’s list, then do a dry run.',
  },
};

const BY_KIND: Readonly<Record<string, FaultWords>> = {
  rejected: { explanation: 'Zoho refuses the record as it is.', remedy: EDIT_THEN_REPLAY },
  auth: {
    explanation: 'Zoho does not accept the connection.',
    remedy: 'Check the key and the integration user, or connect anew.',
  },
  misconfigured: {
    explanation: 'A module, a field or the address is not what the portal expects.',
    remedy: 'Compare Zoho with the guide’s list of fields.',
  },
  rate_limited: { explanation: 'Zoho asked to slow down.', remedy: 'Nothing to do: the portal tries again by itself.' },
  unavailable: { explanation: 'Zoho did not answer.', remedy: 'Nothing to do: the portal tries again by itself.' },
  unknown_outcome: {
    explanation: 'The answer to a write was lost.',
    remedy: 'Nothing to do: the portal reads what became of it.',
  },
};

const UNKNOWN: FaultWords = {
  explanation: 'Zoho gave a code that the portal does not know.',
  remedy: 'Look the code up in Zoho’s documentation, correct the record, and send it again.',
};

/** What a fault means and what to do about it. */
export function faultWords(fault: CrmFault): FaultWords {
  return (fault.code ? BY_CODE[fault.code] : undefined) ?? BY_KIND[fault.kind] ?? UNKNOWN;
}

/** By what dead letters are grouped and replayed: Zoho's code, or our kind where it gave none. */
export function faultCode({ code, kind }: CrmFault): string {
  return code || kind;
}

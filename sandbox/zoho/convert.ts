import { checkRow, joinErrors } from './field-values';
import { isObject, type JsonObject, textOf } from './json';
import { MODULES, type Module } from './modules';
import type { StoredRecord } from './records';
import { CrmRefusal, type CrmReply } from './reply';
import type { WriteContext } from './writes';

function moduleNamed(name: string): Module {
  const module = MODULES.get(name);
  if (!module) throw new Error(`module ${name} is missing`);
  return module;
}

function add(name: string, doc: JsonObject, context: WriteContext): StoredRecord {
  const record = context.records.insert(moduleNamed(name), doc, context.actor);
  context.changes.push({ module: name, operation: 'insert', id: record.id, fields: doc });
  return record;
}

/** Only what the lead has; a new record of the other module starts from these. */
function copy(lead: StoredRecord, names: Readonly<Record<string, string>>): JsonObject {
  const doc: JsonObject = {};
  for (const [from, to] of Object.entries(names)) {
    const value = lead.doc[from];
    if (value !== undefined && value !== null) doc[to] = value;
  }
  return doc;
}

/** The deal that comes with a conversion; its fields are checked as those of any other deal. */
function checkDeal(data: JsonObject, context: WriteContext): JsonObject | null {
  const deal = data.Deals;
  if (!isObject(deal)) return null;
  const checked = checkRow(moduleNamed('Deals'), deal, 0, true, context.records);
  if (deal.Closing_Date === undefined) {
    const details = { api_name: 'Closing_Date', json_path: '$.data[0].Deals.Closing_Date' };
    throw new CrmRefusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', details);
  }
  if (checked.errors.length > 0) {
    const error = joinErrors(checked.errors);
    throw new CrmRefusal(400, textOf(error.code), textOf(error.message), isObject(error.details) ? error.details : {});
  }
  return checked.doc;
}

/**
 * Turns a lead into a contact, an account (when it has a company) and, when asked for, a deal. The lead stays, marked as
 * converted: lists hide it, COQL and `converted=true` show it.
 */
export function convertLead(leadId: string, data: JsonObject, context: WriteContext): CrmReply {
  const lead = context.records.find('Leads', leadId);
  if (!lead) throw new CrmRefusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { id: leadId });
  if (lead.converted) throw new CrmRefusal(400, 'ID_ALREADY_CONVERTED', 'id already converted', { id: leadId });
  const dealDoc = checkDeal(data, context);

  const company = lead.doc.Company;
  const account = typeof company === 'string' ? add('Accounts', { Account_Name: company }, context) : null;
  const contactDoc = copy(lead, {
    First_Name: 'First_Name',
    Last_Name: 'Last_Name',
    Email: 'Email',
    Phone: 'Phone',
    Mobile: 'Mobile',
    Lead_Source: 'Lead_Source',
    Street: 'Mailing_Street',
    City: 'Mailing_City',
    State: 'Mailing_State',
    Zip_Code: 'Mailing_Zip',
    Country: 'Mailing_Country',
  });
  const contact = add('Contacts', account ? { ...contactDoc, Account_Name: { id: account.id } } : contactDoc, context);
  const links: JsonObject = { Contact_Name: { id: contact.id }, ...copy(lead, { Partner: 'Partner' }) };
  if (account) links.Account_Name = { id: account.id };
  const deal = dealDoc ? add('Deals', { ...dealDoc, ...links }, context) : null;

  const marks: JsonObject = {
    Converted_Date_Time: context.records.stamp(),
    Converted_Contact: { id: contact.id },
    Converted_Account: account ? { id: account.id } : null,
    Converted_Deal: deal ? { id: deal.id } : null,
  };
  context.records.update(lead, marks, context.actor, true);
  context.changes.push({ module: 'Leads', operation: 'update', id: lead.id, fields: marks });

  const named = (record: StoredRecord | null, name: string): JsonObject | null =>
    record ? { id: record.id, name: record.doc[name] ?? null } : null;
  const details = {
    Contacts: named(contact, 'Full_Name'),
    Accounts: named(account, 'Account_Name'),
    Deals: named(deal, 'Deal_Name'),
  };
  const row = { code: 'SUCCESS', details, message: 'The record has been converted successfully', status: 'success' };
  return { status: 200, body: { data: [row] } };
}

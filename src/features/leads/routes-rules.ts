import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok } from '@/shared/refusal';
import { orderRules } from './order-rules';
import { listRules, tryRules } from './read-rules';
import { addRule, changeRule } from './save-rule';
import {
  NewRule,
  RuleAnswer,
  RuleChange,
  RuleParam,
  RulesAnswer,
  RulesOrder,
  TrialAnswer,
  TriedLead,
} from './schema-rules';

const mayAssign = guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS]);

const allRules = createRoute({
  ...mayAssign,
  method: 'get',
  path: API.admin.leadRules,
  responses: { 200: jsonAnswer(RulesAnswer, 'The rules that give leads out, in their order') },
});

const newRule = createRoute({
  ...mayAssign,
  method: 'post',
  path: API.admin.leadRules,
  request: { body: jsonBody(NewRule) },
  responses: { 201: jsonAnswer(RuleAnswer, 'The new rule, behind all others') },
});

const change = createRoute({
  ...mayAssign,
  method: 'patch',
  path: API.admin.leadRule,
  request: { params: RuleParam, body: jsonBody(RuleChange) },
  responses: { 200: jsonAnswer(RuleAnswer, 'The rule as it is now') },
});

const order = createRoute({
  ...mayAssign,
  method: 'post',
  path: API.admin.leadRulesOrder,
  request: { body: jsonBody(RulesOrder) },
  responses: { 200: jsonAnswer(RulesAnswer, 'The rules in their new order') },
});

const trial = createRoute({
  ...mayAssign,
  method: 'get',
  path: API.admin.leadRulesTry,
  request: { query: TriedLead },
  responses: { 200: jsonAnswer(TrialAnswer, 'Whom a lead with these facts would go to, and why; nothing is changed') },
});

export const ruleRoutes = portalApi()
  .openapi(allRules, async (c) => c.json({ rules: await c.var.asViewer(async (tx) => ok(await listRules(tx))) }, 200))
  .openapi(trial, async (c) => {
    const tried = c.req.valid('query');
    return c.json(await c.var.asViewer(async (tx) => ok(await tryRules(tx, tried))), 200);
  })
  .openapi(newRule, async (c) => {
    const facts = c.req.valid('json');
    return c.json({ rule: await c.var.asViewer((tx) => addRule(tx, facts)) }, 201);
  })
  .openapi(order, async (c) => {
    const wanted = c.req.valid('json');
    return c.json({ rules: await c.var.asViewer((tx) => orderRules(tx, wanted)) }, 200);
  })
  .openapi(change, async (c) => {
    const { ruleId } = c.req.valid('param');
    const facts = c.req.valid('json');
    return c.json({ rule: await c.var.asViewer((tx) => changeRule(tx, ruleId, facts)) }, 200);
  });

import { describe, expect, it } from 'vitest';
import { CONNECTION_STATES, CONNECTION_WORDS, type ConnectionFacts, connectionState } from './connection-state';

const NOW = 1_000_000;
const well: ConnectionFacts = {
  pausedAtMs: null,
  needsConsent: false,
  openUntilMs: null,
  slowUntilMs: null,
  lastOkAtMs: NOW - 1000,
  lastFault: null,
  lastFaultAtMs: null,
};
const light = (facts: Partial<ConnectionFacts>) => connectionState({ ...well, ...facts }, NOW);
const faultOf = (kind: string, code?: string) => ({ lastFault: { kind, code }, lastFaultAtMs: NOW - 1 });

describe('the light of the connection', () => {
  it('is on after a success, and says so when nothing was called yet', () => {
    expect(light({})).toBe('connected');
    expect(light({ lastOkAtMs: null })).toBe('unused');
  });

  it.each([
    ['not_configured', 'misconfigured', 'ZOHO_MCP_URL'],
    ['tools_missing', 'misconfigured', 'TOOL_MISSING'],
    ['misconfigured', 'misconfigured', 'INVALID_MODULE'],
    ['refused', 'auth', 'INVALID_KEY'],
    ['unreachable', 'unavailable', 'HTTP_503'],
    ['unreachable', 'unknown_outcome', undefined],
  ])('is “%s” after a fault %s %s', (state, kind, code) => {
    expect(light(faultOf(kind, code))).toBe(state);
  });

  it('forgets a fault with the next success, and takes no notice of a refused record', () => {
    expect(light({ ...faultOf('auth'), lastOkAtMs: NOW })).toBe('connected');
    expect(light(faultOf('rejected', 'INVALID_DATA'))).toBe('connected');
  });

  it('is slowed or resting only until the time is over', () => {
    expect(light({ slowUntilMs: NOW + 1 })).toBe('slowed');
    expect(light({ slowUntilMs: NOW })).toBe('connected');
    expect(light({ openUntilMs: NOW + 1, ...faultOf('unavailable') })).toBe('resting');
    expect(light({ openUntilMs: NOW, ...faultOf('unavailable') })).toBe('unreachable');
  });

  it('shows what a person has to do before what passes by itself, and a pause before everything', () => {
    const everything = { openUntilMs: NOW + 1, slowUntilMs: NOW + 1, ...faultOf('auth') };
    expect(light(everything)).toBe('refused');
    expect(light({ ...everything, needsConsent: true })).toBe('needs_consent');
    expect(light({ ...everything, needsConsent: true, pausedAtMs: NOW })).toBe('paused');
  });

  it('says what to do wherever nothing changes without a person', () => {
    const red = CONNECTION_STATES.filter((state) => CONNECTION_WORDS[state].tone === 'danger');
    expect(red).toEqual(['needs_consent', 'not_configured', 'tools_missing', 'refused', 'misconfigured']);
    for (const state of red) expect(CONNECTION_WORDS[state].remedy).not.toBe('');
  });
});

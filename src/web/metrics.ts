import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requests = new Histogram({
  name: 'portal_http_request_duration_seconds',
  help: 'Duration of API requests by route, not by address, so that no id becomes a label',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics],
});

export function countRequest(method: string, route: string, status: number, durationMs: number): void {
  requests.observe({ method, route, status }, durationMs / 1000);
}

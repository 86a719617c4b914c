import { formatCount } from '@/ui/number-format';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import { RUN_LABELS, RUN_STATE_LABELS } from '../../domain/runs';
import type { Run } from '../../schema-desk';
import { RUN_STATE_TONES } from './run-state-tone';

/** Earlier runs. */
export function RunsTable({ runs }: { runs: readonly Run[] }) {
  return (
    <section aria-labelledby="earlier-runs" className="grid grid-cols-1 gap-2">
      <h2 id="earlier-runs" className="text-[0.9375rem]">
        Earlier runs
      </h2>
      <Table label="Earlier runs">
        <TableHeader>
          <TableRow>
            <TableHead>Run</TableHead>
            <TableHead>State</TableHead>
            <TableHead numeric>Records looked at</TableHead>
            <TableHead>By</TableHead>
            <TableHead numeric>Ordered</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.id}>
              <TableCell card="main">{RUN_LABELS[run.kind]}</TableCell>
              <TableCell card="aside">
                <StatusPill tone={RUN_STATE_TONES[run.state]}>{RUN_STATE_LABELS[run.state]}</StatusPill>
              </TableCell>
              <TableCell numeric>{formatCount(run.counts.walked ?? 0)}</TableCell>
              <TableCell>{run.requested_by ?? 'The clock'}</TableCell>
              <TableCell card="meta" numeric>
                <RelativeTime value={run.requested_at} focusable={false} opens="start" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

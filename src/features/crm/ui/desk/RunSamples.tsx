import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { ACTION_LABELS, DIRECTIONS } from '../../domain/runs';
import { ENTITY_LABELS } from '../../domain/sync-records';
import type { Run } from '../../schema-desk';
import { knownEntity, recordName } from './record-name';

type Sample = Run['samples'][number];

/** Examples of what a run would do, or did: at most fifty. */
export function RunSamples({ samples }: Pick<Run, 'samples'>) {
  if (samples.length === 0) return null;
  return (
    <details open={samples.length <= 5}>
      <summary className="min-h-11 cursor-pointer py-2.5 font-medium text-link md:min-h-6 md:py-0.5">
        {samples.length} {samples.length === 1 ? 'example' : 'examples'}
      </summary>
      <ul className="mt-2 divide-y divide-border rounded-lg border border-border">
        {samples.map((sample, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: examples have no key of their own and never move
          <li key={index} className="px-4 py-2.5">
            <p>
              {ACTION_LABELS[sample.action]} {DIRECTIONS[sample.direction].place}: <Which sample={sample} />
            </p>
            {sample.fields.length > 0 ? (
              <p className="font-mono text-xs break-words text-muted-foreground">{sample.fields.join(', ')}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Which({ sample }: { sample: Sample }) {
  const entity = knownEntity(sample.entity);
  if (entity && sample.entityId) {
    return (
      <Link
        href={PAGES.admin.crmRecord(entity, sample.entityId)}
        prefetch={false}
        className="text-link underline underline-offset-4"
      >
        {recordName(entity, sample.entityId)}
      </Link>
    );
  }
  const kind = entity ? ENTITY_LABELS[entity] : sample.entity;
  return sample.zohoId ? `${kind}, Zoho ${sample.zohoId}` : kind;
}

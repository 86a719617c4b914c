'use client';
import { Pause, Play } from 'lucide-react';
import { Card, CardContent, CardFooter } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { toast } from '@/ui/toast-store';
import { CONNECTION_WORDS } from '../../domain/connection-state';
import type { Overview } from '../../schema-desk';
import { FaultWords } from './FaultWords';
import { durationWords, lagTone } from './lag-words';
import { pause, resume, settle } from './orders';
import { ReasonButton } from './ReasonButton';

type ConnectionCardProps = { overview: Overview; onChange: (overview: Overview) => void; reload: () => void };

/** The light: how the connection stands, what that means, and how far behind the CRM is. */
export function ConnectionCard({ overview, onChange, reload }: ConnectionCardProps) {
  const { connection, lag } = overview;
  const words = CONNECTION_WORDS[connection.state];
  return (
    <Card>
      <CardContent className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <div className="grid content-start gap-2">
          <div className="grid gap-2" role="status" aria-label="Connection">
            <StatusPill tone={words.tone} className="h-8 justify-self-start px-3.5 text-sm md:h-8 md:px-3.5">
              {words.label}
            </StatusPill>
            <p>{words.meaning}</p>
            {words.remedy ? <p className="font-medium">{words.remedy}</p> : null}
          </div>
          <StateDetail connection={connection} />
        </div>
        <DescriptionList
          items={[
            { term: 'Waiting for the CRM', value: <Lag lag={lag} /> },
            {
              term: 'Last success',
              value: connection.last_ok_at ? <RelativeTime value={connection.last_ok_at} /> : 'Never',
            },
            { term: 'Pace', value: paceWords(connection) },
          ]}
        />
      </CardContent>
      <LastFault connection={connection} />
      <CardFooter>
        <PauseOrResume paused={connection.paused_at !== null} onChange={onChange} reload={reload} />
      </CardFooter>
    </Card>
  );
}

function StateDetail({ connection }: Pick<Overview, 'connection'>) {
  if (connection.paused_at) {
    return (
      <p className="text-muted-foreground">
        Paused <RelativeTime value={connection.paused_at} opens="start" />
        {connection.paused_by ? ` by ${connection.paused_by}` : ''}.
      </p>
    );
  }
  if (!connection.until) return null;
  return (
    <p className="text-muted-foreground">
      Until <RelativeTime value={connection.until} opens="start" />
      {connection.state === 'resting' ? `, after ${connection.failures} failures in a row` : ''}.
    </p>
  );
}

/** What went wrong last. Once a call has succeeded since, it is only told, and nobody is asked to do anything. */
function LastFault({ connection }: Pick<Overview, 'connection'>) {
  const { last_fault: fault, last_fault_at: at, last_ok_at: okAt } = connection;
  if (!fault || !at) return null;
  return (
    <CardContent className="border-t border-border py-3 text-[0.8125rem] text-secondary-foreground md:py-3">
      <p className="font-medium text-foreground">
        Last fault, <RelativeTime value={at} opens="start" />
        {okAt !== null && okAt >= at ? '; calls succeed again since' : ''}
      </p>
      <FaultWords fault={fault} />
    </CardContent>
  );
}

function Lag({ lag }: Pick<Overview, 'lag'>) {
  if (lag.seconds === null || lag.oldest_at === null) return 'Nothing waits';
  const tone = lagTone(lag.seconds);
  const words = `${durationWords(lag.seconds)} behind`;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {tone === 'success' ? words : <StatusPill tone={tone}>{words}</StatusPill>}
      <span className="text-muted-foreground">
        oldest change <RelativeTime value={lag.oldest_at} />
      </span>
    </span>
  );
}

function paceWords({ lanes }: Overview['connection']): string {
  return lanes === 3 ? 'Full: 3 calls at once' : `${lanes} of 3 calls at once, because Zoho asked for fewer`;
}

type PauseOrResumeProps = { paused: boolean; onChange: (overview: Overview) => void; reload: () => void };

function PauseOrResume({ paused, onChange, reload }: PauseOrResumeProps) {
  const carryOut = async (order: Promise<Overview>, done: string) => {
    const changed = await settle(order, reload);
    if (!changed) return;
    onChange(changed);
    toast.info(done);
  };
  if (paused) {
    return (
      <ReasonButton
        key="resume"
        label="Resume"
        icon={<Play />}
        title="Resume the exchange with Zoho?"
        description="What waited on both sides is exchanged at once, the oldest first."
        hint="For example: the fields in Zoho are back."
        tone="primary"
        order={(reason) => carryOut(resume(reason), 'The exchange with Zoho goes on.')}
      />
    );
  }
  return (
    <ReasonButton
      key="pause"
      label="Pause"
      icon={<Pause />}
      title="Pause the exchange with Zoho?"
      description="The portal calls nothing until somebody resumes. Partners go on working; changes wait on both sides and nothing is lost."
      hint="For example: fields are being rebuilt in Zoho."
      tone="destructive"
      order={(reason) => carryOut(pause(reason), 'The exchange with Zoho is paused.')}
    />
  );
}

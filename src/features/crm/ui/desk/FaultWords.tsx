import type { CrmFault } from '../../domain/connection-state';
import { faultCode, faultWords } from '../../domain/fault-words';

/** A fault in words: its code and field, what they mean, and what to do. */
export function FaultWords({ fault }: { fault: CrmFault }) {
  const { explanation, remedy } = faultWords(fault);
  return (
    <>
      <p>
        <span className="font-mono text-[0.8125rem]">{faultCode(fault)}</span>
        {fault.field ? (
          <>
            {' '}
            at <span className="font-mono text-[0.8125rem]">{fault.field}</span>
          </>
        ) : null}
        : {explanation}
      </p>
      <p>{remedy}</p>
    </>
  );
}

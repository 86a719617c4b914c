import { Alert } from '@/ui/Alert';

/** Says that a part of the address was left out, instead of showing a list that is not the one asked for. */
export function AddressProblem({ problem }: { problem: string | undefined }) {
  if (!problem) return null;
  return (
    <Alert tone="warning" title="Part of this address could not be read" className="mb-4">
      It was left out: {problem}
    </Alert>
  );
}

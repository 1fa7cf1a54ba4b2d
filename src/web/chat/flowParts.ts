import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

export type FlowParts = typeof import('./flow.later.tsx');
/** Fetches what only flows need. */
export const FlowFetcher = createContext<() => Promise<FlowParts>>(() =>
  Promise.reject(new Error('no flows')),
);

/** What flows need, once it is wanted and there; the chat serves without it. */
export function useFlowParts(wanted: boolean): FlowParts | null {
  const [parts, setParts] = useState<FlowParts | null>(null);
  const fetchParts = useContext(FlowFetcher);
  useEffect(() => {
    if (wanted && parts === null)
      fetchParts().then(
        (fetched) => setParts(() => fetched),
        () => undefined,
      );
  });
  return parts;
}

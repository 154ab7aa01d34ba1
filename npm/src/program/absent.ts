// Why a script of the page is not here: of one that did not load browsers say nothing more.

/** Milliseconds that a host may take to answer. */
const PATIENCE = 5000;

/** What the host answers now: a status, or 0 where nothing comes. */
export const statusOf = (url: string): Promise<number> =>
  fetch(url, { signal: AbortSignal.timeout(PATIENCE) }).then(
    ({ status }) => status,
    () => 0,
  );

/** @param name begins the sentence */
export const absence = (name: string, status: number) =>
  status >= 400 ? `${name} is not there: the server answers ${status}.` : `${name} did not arrive.`;

/**
 * What the server answered to the last of this page's files that it refused.
 * @param since as `performance.now()` tells the time
 * @returns a status, or 0 where it refused none, or the browser does not tell
 */
export function refusal(since: number): number {
  const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  return (
    files.findLast(({ startTime, responseStatus }) => startTime >= since && responseStatus >= 400)?.responseStatus ?? 0
  );
}

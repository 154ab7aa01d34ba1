// Isolates the page from others, as it must be before memory can be shared among threads, on hosts that send no headers of
// their own: its document and the scripts of its workers get the two headers that browsers ask for.

export function isolate(response: Response) {
  const { status, statusText, body } = response;
  // What else a host may answer is its own to say; of a redirect, or of an answer without a body, none can be made anew.
  if (status !== 200) return response;
  const headers = new Headers(response.headers);
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-embedder-policy", "require-corp");
  return new Response(body, { status, statusText, headers });
}

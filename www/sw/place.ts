// Where the page lies on its host: a service worker serves only what lies below it, so it stands at the page's top.

export const TOP = new URL(".", self.location.href).href;

const DOCUMENTS = [TOP, `${TOP}index.html`];

export function isDocument(url: string) {
  const { origin, pathname } = new URL(url);
  return DOCUMENTS.includes(origin + pathname);
}

// The page's Trusted Types policy: only its own scripts are loaded, and texts are parsed into documents that run nothing.

interface Policy {
  createScriptURL: (url: string) => string;
  createHTML: (text: string) => string;
}

declare global {
  interface Window {
    trustedTypes?: { createPolicy: (name: string, policy: Policy) => Policy };
  }
}

const POLICY: Policy = {
  createScriptURL(url) {
    if (new URL(url, document.baseURI).origin !== location.origin)
      throw new TypeError(`${url} is no script of this page`);
    return url;
  },
  createHTML: (text) => text,
};

let created: Policy | undefined;

/** Browsers without Trusted Types take the text itself. */
const policy = () => (created ??= window.trustedTypes?.createPolicy("neuroglyph", POLICY) ?? POLICY);

/** The address of a script of this page, as a browser wants it. */
export const scriptUrl = (url: string) => policy().createScriptURL(url);

/** A document that is looked at and never shown: its scripts do not run. */
export const parse = (text: string, type: DOMParserSupportedType) =>
  new DOMParser().parseFromString(policy().createHTML(text), type);

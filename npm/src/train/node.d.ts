// What is used of Node, whose own declarations would change those of the browser.

declare module "node:worker_threads" {
  interface Port {
    postMessage(message: unknown, transfer?: readonly unknown[]): void;
    on(event: string, listener: (value: unknown) => void): void;
  }

  export const parentPort: Port | null;

  export class Worker implements Port {
    constructor(script: URL, options: { execArgv: string[] });
    postMessage(message: unknown, transfer?: readonly unknown[]): void;
    on(event: string, listener: (value: unknown) => void): void;
    terminate(): Promise<number>;
  }
}

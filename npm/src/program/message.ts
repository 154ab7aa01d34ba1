// What was thrown: its words and, where the crate threw it, its kind, also from one thread to another.
import type { ErrorKind } from "crate";

/** As it crosses from a worker. */
export type Thrown = { message: string; kind?: ErrorKind };

export const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

export const kindOf = (thrown: unknown) =>
  thrown instanceof Error && "kind" in thrown ? (thrown.kind as ErrorKind) : undefined;

export const thrownOf = (thrown: unknown): Thrown => ({ message: messageOf(thrown), kind: kindOf(thrown) });

export const errorOf = ({ message, kind }: Thrown): Error => Object.assign(new Error(message), { kind });

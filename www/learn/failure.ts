// What a lesson says where its worker could not do what was asked.
import { messageOf } from "../../npm/src/program/message";
import { obstacle } from "../engine/obstacle";

/** @param what could not be done, as the beginning of a sentence */
export const failureWords = (what: string, error: unknown) =>
  obstacle.peek() || `${what} (${messageOf(error).replace(/\.$/, "")}).`;

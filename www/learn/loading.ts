// Fetches a lesson's code when the lesson is opened, once.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { inTime } from "../../npm/src/program/in-time";
import { suspect } from "../engine/newer";
import type { Lesson } from "./lessons";

/** Milliseconds that a lesson's code may take to arrive. */
const PATIENCE = 30_000;

/** By a lesson's number; `null`: it did not arrive. */
const views = signal<Readonly<Record<number, ComponentType | null>>>({});

/** What a lesson shows; undefined until it is there, null where it will not come. */
export const viewOf = ({ number }: Lesson): ComponentType | null | undefined => views.value[number];

/** There is nothing more of it to come. */
export const isHere = (lesson: Lesson) => viewOf(lesson) !== undefined;

export async function load(lesson: Lesson) {
  if (views.peek()[lesson.number]) return;
  const put = (view: ComponentType | null) => (views.value = { ...views.peek(), [lesson.number]: view });
  try {
    const { Lesson } = await inTime(lesson.load(), PATIENCE, "nothing came");
    put(Lesson);
  } catch (error) {
    console.error(error);
    put(null);
    void suspect();
  }
}

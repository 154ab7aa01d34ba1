// Learn: the contents, or the lesson of the address.
import { Contents } from "./contents";
import { LessonPage } from "./lesson-page";
import { lessonOf } from "./lessons";
import * as loading from "./loading";

export function Room({ part }: { part: string; query: string }) {
  const lesson = lessonOf(Number(part));
  return lesson ? <LessonPage lesson={lesson} /> : <Contents />;
}

/** Whether all of a part of the room is there, or will not come. */
export function isHere(part: string) {
  const lesson = lessonOf(Number(part));
  return !lesson || loading.isHere(lesson);
}

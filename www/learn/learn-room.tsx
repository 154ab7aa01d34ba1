// Learn: the contents, or the lesson of the address.
import { Contents } from "./contents";
import { LessonPage } from "./lesson-page";
import { lessonOf } from "./lessons";

export function Room({ part }: { part: string; query: string }) {
  const lesson = lessonOf(Number(part));
  return lesson ? <LessonPage lesson={lesson} /> : <Contents />;
}

export { isHere } from "./loading";

// What a lesson's link has set: `#/train?learning-rate=60`.
import { useLayoutEffect, useRef } from "preact/hooks";
import { crate } from "../store/program";
import { focusHeading } from "../ui/heading";
import { FIELDS } from "./fields";
import { isRunOpen } from "./run-view";
import { askedBy, fromLesson, putBack, takeLesson } from "./settings";

export function LessonLine({ query }: { query: string }) {
  const taken = useRef("");
  // A run that is open keeps its settings: what the lesson says comes after it.
  const isPossible = crate.value !== null && !isRunOpen.value;
  useLayoutEffect(() => {
    // Once it is taken, the address of the room asks for nothing any more.
    if (!isPossible || !query || query === taken.current) return;
    taken.current = query;
    takeLesson(query);
  }, [query, isPossible]);
  const waiting = isRunOpen.value && query !== taken.current ? askedBy(query) : {};
  if (Object.keys(waiting).length > 0)
    return (
      <p class="from-lesson" data-testid="lesson-waits">
        {sentenceOf(waiting)}: the lesson sets that once the run that is open is reset.
      </p>
    );
  const set = fromLesson.value;
  if (!set) return null;
  const press = () => {
    putBack();
    focusHeading();
  };
  return (
    <p class="from-lesson" data-testid="from-lesson">
      {sentenceOf(set)}: set by the lesson.{" "}
      <button type="button" class="link" data-testid="put-back" onClick={press}>
        Put it back
      </button>
    </p>
  );
}

const sentenceOf = (set: Readonly<Record<string, string>>) => Object.entries(set).map(wordsOf).join(", ");

const wordsOf = ([field, text]: [string, string]) =>
  `${field === "recipe" ? "Recipe" : FIELDS[field].label} ${FIELDS[field]?.choices?.[text] ?? (text || "none")}`;

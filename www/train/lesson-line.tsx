// What a lesson's link has set: `#/train?learning-rate=60`.
import { useLayoutEffect, useRef } from "preact/hooks";
import { crate } from "../store/program";
import { focusHeading } from "../ui/heading";
import { FIELDS } from "./fields";
import { isRunOpen } from "./run-view";
import { fromLesson, putBack, takeLesson } from "./settings";

export function LessonLine({ query }: { query: string }) {
  const taken = useRef("");
  // A run that is open keeps its settings: what the lesson says comes after it.
  const isPossible = crate.value !== null && !isRunOpen.value;
  useLayoutEffect(() => {
    if (!isPossible || query === taken.current) return;
    taken.current = query;
    takeLesson(query);
  }, [query, isPossible]);
  const set = fromLesson.value;
  if (!set) return null;
  const press = () => {
    putBack();
    focusHeading();
  };
  return (
    <p class="from-lesson" data-testid="from-lesson">
      {Object.entries(set).map(wordsOf).join(", ")}: set by the lesson.{" "}
      <button type="button" class="link" data-testid="put-back" onClick={press}>
        Put it back
      </button>
    </p>
  );
}

const wordsOf = ([field, text]: [string, string]) =>
  `${field === "recipe" ? "Recipe" : FIELDS[field].label} ${FIELDS[field]?.choices?.[text] ?? (text || "none")}`;

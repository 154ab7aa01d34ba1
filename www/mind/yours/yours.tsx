// How well the active model reads the user's own handwriting: the score, and teaching it.
import { useEffect } from "preact/hooks";
import { loadLabelledDrawings } from "../../store/labelled-drawings";
import { LessonLink } from "../../ui/lesson-link";
import { Score } from "./score";
import { Teaching } from "./teaching";
import { Verdict } from "./verdict";

export function Yours(_: { query: string }) {
  useEffect(() => void loadLabelledDrawings(), []);
  return (
    <>
      <p>
        Say of each digit that you write whether it was read right, and see where it misreads them.{" "}
        <LessonLink lesson={11} />
      </p>
      <Verdict />
      <Score />
      <Teaching />
    </>
  );
}

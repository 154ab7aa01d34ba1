// Dreams: what the network takes the digits for, and what it would change in the user's own drawing.
import { useLayoutEffect } from "preact/hooks";
import { LessonLink } from "../../ui/lesson-link";
import { askedDigit } from "../asked-digit";
import { useInquiry } from "../inquiry";
import { changer } from "./changer";
import { dreamer } from "./dreamer";
import { FromDrawing } from "./from-drawing";
import { HowFound, HowToAsk } from "./how";
import { Large } from "./large";
import { loadMeans } from "./means";
import { Tiles } from "./tiles";

/** @param query `turn=8`: the drawing shall become an 8 */
export function Dreams({ query }: { query: string }) {
  const asked = askedDigit(query, "turn");
  useLayoutEffect(() => {
    if (asked !== null) changer.digit.value = asked;
  }, [asked]);
  useLayoutEffect(() => void loadMeans(), []);
  useInquiry(dreamer);
  const drawing = <FromDrawing key="drawing" />;
  const dreams = (
    <section class="dreaming" key="dreams" aria-label="Its dreams">
      {asked !== null && <h2>Its dreams</h2>}
      <p>
        Asked backwards: not “what is this?” but “show me a 3”. The figure under each picture is how sure the network is
        of its own dream. <LessonLink lesson={12} />
      </p>
      <Tiles />
      <HowFound />
      <Large />
      <HowToAsk />
    </section>
  );
  // What was asked for comes first.
  return <>{asked === null ? [dreams, drawing] : [drawing, dreams]}</>;
}

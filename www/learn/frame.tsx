// The frame of every lesson: a guess first, then something to move, then what was said beside what it shows, then the point.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { announce, announcement } from "../store/announcement";
import { isDone } from "../store/lessons-done";
import { guess, guessOf, isOpen } from "./progress";

/** What a lesson's handles make true now. */
export interface Finding {
  /** What the words are about: "It shows at 4, 3, −4". */
  label: string;
  words: string;
}

/** A way on. */
export interface Way {
  href: string;
  words: string;
}

interface Props {
  lesson: number;
  /** Two or three sentences. */
  lead: string;
  ask: string;
  choices: readonly [string, string, string];
  /** What to try. */
  task: string;
  finding: Finding;
  /** One sentence. */
  point: string;
  /** What is still to be done for the point, once something was said; to move anything unless said. */
  toCome?: string;
  /** Where the page does the same for real; what a link sets stands in its address. */
  real: readonly Way[];
  /** What moves, and its handles. */
  children: ComponentChildren;
}

export function Frame({ lesson, lead, ask, choices, task, finding, point, toCome, real, children }: Props) {
  const chosen = guessOf(lesson);
  const said = chosen === undefined ? "nothing yet" : choices[chosen];
  const found = isOpen(lesson) ? finding : null;
  const isPointShown = isDone(lesson);
  useSpoken(chosen === undefined ? "" : said, found, isPointShown ? point : "");
  return (
    <>
      <p class="lead">{lead}</p>
      <fieldset class="choices">
        <legend>{ask}</legend>
        {choices.map((choice, i) => (
          <button
            key={choice}
            type="button"
            data-testid={`predict-${i + 1}`}
            aria-pressed={i === chosen}
            onClick={() => guess(lesson, i)}
          >
            {choice}
          </button>
        ))}
      </fieldset>
      <p class="task">{task}</p>
      {children}
      <dl class="ledger">
        <div>
          <dt>You said</dt>
          <dd data-testid="said">{said}</dd>
        </div>
        <div>
          <dt>{found ? found.label : "It shows"}</dt>
          <dd data-testid="shows">{found ? found.words : "say first"}</dd>
        </div>
      </dl>
      {/* The style keeps the lines of the point before it is there. */}
      <div class="point" data-point={point}>
        {isPointShown ? (
          <p data-testid="point">{point}</p>
        ) : (
          <p class="point-to-come">
            {chosen === undefined || !toCome ? "Say what you think and move something. The point comes here." : toCome}
          </p>
        )}
      </div>
      <div class="real">
        <b>Now for real</b>
        {real.map(({ href, words }) => (
          <a key={href} class="link" href={href}>
            {words}
          </a>
        ))}
      </div>
    </>
  );
}

/**
 * Tells those who listen what the ledger says when it changes, what was said, and the point when it comes. A later text within
 * the same second takes the place of an earlier one, so what was said and the point are told until they have been heard.
 */
function useSpoken(said: string, found: Finding | null, point: string) {
  const ledger = found ? `${found.label}: ${found.words}.` : "";
  const last = useRef({ said, ledger, point });
  const unheard = useRef({ said: "", point: "" });
  useEffect(() => {
    const before = last.current;
    last.current = { said, ledger, point };
    if (said === before.said && ledger === before.ledger && point === before.point) return;
    const news = unheard.current;
    const heard = announcement.peek();
    if (heard.includes(news.said)) news.said = "";
    if (heard.includes(news.point)) news.point = "";
    if (said !== before.said) news.said = `You said: ${said}.`;
    if (point !== before.point) news.point = `The point: ${point}`;
    announce([news.said, ledger, news.point].filter(Boolean).join(" "));
  }, [said, ledger, point]);
}

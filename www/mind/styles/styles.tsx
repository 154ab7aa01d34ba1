// Ways of writing a digit that the active model may not know, the hardest first: of each the drawing that it finds
// hardest, and how many it reads right.
import { signal } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { obstacle } from "../../engine/obstacle";
import { announce } from "../../store/announcement";
import { note, showImage } from "../../store/drawing";
import { active } from "../../store/snapshots";
import { DigitButton } from "../../ui/digit-button";
import { DigitPicker } from "../../ui/digit-picker";
import { LessonLink } from "../../ui/lesson-link";
import { useInquiry } from "../inquiry";
import { reading, readingWithout } from "./reading";
import { byHardness, captionOf, stylesText, withoutText, type Compared } from "./words";

/** Until somebody chooses, the digit with the hardest style. */
const chosen = signal<number | null>(null);

function choose(digit: number) {
  chosen.value = digit;
  for (const inquiry of [reading, readingWithout]) inquiry.retry();
}

/** Styles that show before somebody asks for more. */
const AT_ONCE = 8;

export function Styles(_: { query: string }) {
  useInquiry(reading);
  useInquiry(readingWithout);
  const { styles, isCompared } = compared();
  const hardest = useMemo(() => (styles.length > 0 ? byHardness(styles)[0].digit : null), [styles.length === 0]);
  const digit = chosen.value ?? hardest;
  return (
    <div class="hands">
      <p>
        People write a 7 with a bar, a 4 open at the top, a 0 with a slash; MNIST, the 60,000 digits it learnt from,
        hardly has them. Each way is written twenty times here, and you see the drawing that the network finds hardest.
      </p>
      <p class="says-hands" data-testid="hands">
        {said()}
      </p>
      <DigitPicker name="hands-of" label="Handwriting styles of a digit" digit={digit} onChoose={choose} />
      <Tiles key={digit} styles={styles.filter((style) => style.digit === digit)} />
      <p class="says-without" data-testid="hands-without">
        {saidWithout(styles, isCompared)}
      </p>
      <p class="foot">
        Train with a share of such drawings (Synthetic handwriting, under Layers and augmentation) and without, and
        compare. <LessonLink lesson={11} />
      </p>
    </div>
  );
}

/** Of the network that came with the page, each style with what it would read right without such drawings. */
function compared(): { styles: Compared[]; isCompared: boolean } {
  const styles = reading.found.value?.styles ?? [];
  const without = readingWithout.styles.value;
  const { origin } = reading.found.value?.snapshot ?? active.value ?? {};
  const isCompared = origin?.kind === "pretrained";
  if (!isCompared || without.length === 0) return { styles, isCompared };
  return { styles: styles.map((style, i) => ({ ...style, without: without[i].right })), isCompared };
}

const again = (fault: string) =>
  [`${fault.replace(/\.$/, "")}.`, !obstacle.value && "Choose a digit to try again."].filter(Boolean).join(" ");

function said() {
  const [fault, found] = [reading.fault.value, reading.found.value];
  if (fault) return `They were not read: ${again(fault)}`;
  return found ? stylesText(found.styles) : "It is reading the drawings.";
}

/** What leaving such drawings out does. */
function saidWithout(styles: Compared[], isCompared: boolean) {
  const fault = readingWithout.fault.value;
  if (styles.length === 0) return "";
  if (!isCompared) return "What such drawings are worth is shown of the network that came with the page.";
  if (fault) return `What it would read without them is not known: ${again(fault)}`;
  if (styles[0].without === undefined) return "The same network, trained without such drawings, is reading them.";
  return withoutText(styles);
}

/** Another digit with fewer styles moves nothing. */
function Tiles({ styles }: { styles: Compared[] }) {
  const [isWhole, setWhole] = useState(false);
  const all = byHardness(styles);
  const shown = isWhole ? all : all.slice(0, AT_ONCE);
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    // The button that was pressed is gone: the first of those that it brought follows.
    if (isWhole) list.current?.querySelectorAll<HTMLElement>("button")[AT_ONCE]?.focus({ preventScroll: true });
  }, [isWhole]);
  const places = Array.from({ length: Math.max(AT_ONCE, shown.length) }, (_, i) => shown[i] ?? null);
  return (
    <>
      <ol class="tiles" ref={list} aria-label="Ways of writing it">
        {places.map((style, i) =>
          style ? (
            <DigitButton
              key={i}
              image={style.hardest.image}
              testid={`hand-${i}`}
              {...captionOf(style)}
              onPress={() => takeToPad(style)}
            />
          ) : (
            <li key={i} class="absent" aria-hidden="true">
              <span class="square" />
              <span class="cap">
                <b />
                <i />
              </span>
            </li>
          ),
        )}
      </ol>
      <p class="back">
        {shown.length < all.length && (
          <button type="button" class="link" data-testid="more-hands" onClick={() => setWhole(true)}>
            Show all {all.length}
          </button>
        )}
      </p>
    </>
  );
}

function takeToPad({ digit, name, hardest }: Compared) {
  const words = `On the pad: ${digit}, ${name}.`;
  showImage(hardest.image);
  note.value = words;
  announce(words);
}

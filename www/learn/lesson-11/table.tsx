// Ten columns, one a digit: the ten that are learnt from above, strangers' digits below, and what is read in those.
import { DigitImage } from "../../ui/digit-image";
import { DIGITS } from "../../ui/digits";
import { isOpen } from "../progress";
import { readings, sample } from "./learning";
import { ten, want, wanted } from "./ten";

/** @param lesson before it is open, all of it is grey */
export function Table({ lesson }: { lesson: number }) {
  const colours = isOpen(lesson) ? "open" : "grey";
  return (
    <div class="ten-columns">
      <fieldset class="own-ten ten-across">
        <legend class="visually-hidden">The ten that it learns</legend>
        {DIGITS.map((digit) => {
          const written = ten.value[digit];
          return (
            <label key={digit} class={written ? "written" : undefined}>
              <input
                type="radio"
                class="visually-hidden"
                name="own-ten"
                data-testid={`ten-${digit}`}
                aria-label={`${digit}: ${written ? (written.isOwn ? "yours" : "by the page’s pen") : "missing"}`}
                checked={digit === wanted.value}
                onChange={() => want(digit)}
              />
              <span aria-hidden="true">
                <DigitImage key={colours} image={written?.image ?? null} ink={written?.isOwn ? "--accent" : "--ink"} />
                <b>{digit}</b>
              </span>
            </label>
          );
        })}
      </fieldset>
      <p>Above its ten (blue: yours), below strangers</p>
      <div class="strangers" role="img" aria-label={strangerWords()} data-testid="strangers">
        {DIGITS.flatMap((digit) =>
          sample.value[digit].map((image, i) => {
            const read = readings.value?.[digit][i] ?? null;
            const isMisread = read !== null && read !== digit;
            return (
              <span key={`${digit}-${i}`} class={isMisread ? "misread" : undefined}>
                <DigitImage image={image} />
                {isMisread && <b>{read}</b>}
              </span>
            );
          }),
        )}
      </div>
    </div>
  );
}

function strangerWords() {
  if (!readings.value) return "30 digits by strangers";
  const misread = DIGITS.flatMap((digit) => {
    const wrong = readings.value?.[digit].filter((read) => read !== null && read !== digit) ?? [];
    return wrong.length > 0 ? [`${digit} as ${wrong.join(" and ")}`] : [];
  });
  return `30 digits by strangers. Misread: ${misread.join(", ") || "none"}`;
}

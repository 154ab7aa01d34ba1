// Whether the test images are here, what they say in one line, and the button that fetches them.
import { obstacle } from "../../engine/obstacle";
import { kilobytes } from "../../../npm/src/program/kilobytes";
import { percent } from "../../ui/format";
import { focusHeading } from "../../ui/heading";
import { Waiting } from "../../ui/waiting";
import { evaluating, received } from "../client";
import { isLearning } from "../inquiry";
import { evaluated, fault, isCurrent, tryAgain } from "./evaluation";
import { fetchImages, imagesFault, SIZE, where } from "./test-images";

export function EvaluationLine() {
  if (where.value === "lost" || fault.value) return <Failed />;
  if (where.value === "unknown" || where.value === "absent")
    return (
      <Waiting>
        <p data-testid="exam">It reads 10,000 digits it never learnt from, and each mistake is listed.</p>
        <button type="button" data-testid="fetch-images" onClick={fetchNow}>
          Let it read them (1.6 MB)
        </button>
      </Waiting>
    );
  // What changes with every epoch, or with every piece that arrives, is not read out.
  return (
    <p class="evaluated">
      <span data-testid="exam" aria-live={isLearning.value ? "off" : "polite"}>
        {text()}
      </span>{" "}
      <span class="arrived">{progress()}</span>
    </p>
  );
}

function Failed() {
  const isLost = where.value === "lost";
  const why = (isLost ? imagesFault.value : fault.value).replace(/\.$/, "");
  return (
    <Waiting>
      <p data-testid="exam" role="alert">
        {isLost && !obstacle.value ? `${why}, so there is nothing to test it with.` : `It was not tested: ${why}.`}
      </p>
      {!obstacle.value && (
        <button type="button" data-testid="fetch-images" onClick={isLost ? fetchNow : testAgain}>
          {isLost ? "Fetch them again" : "Try again"}
        </button>
      )}
    </Waiting>
  );
}

function fetchNow() {
  // The button goes.
  focusHeading();
  void fetchImages();
}

function testAgain() {
  // The button goes.
  focusHeading();
  tryAgain();
}

function text() {
  if (where.value === "arriving") return "The digits are arriving.";
  const found = evaluated.value;
  if (!found) return "It is reading the 10,000 digits.";
  const { evaluation, subject } = found;
  const said = `${subject.name} reads ${percent(evaluation.accuracy)} of the 10,000 test images right.`;
  return isCurrent() ? said : `${said} The network that reads now is still to come.`;
}

function progress() {
  if (where.value === "arriving") return kilobytes(received.value, SIZE);
  return isCurrent() || isLearning.value ? "" : `${Math.floor(100 * evaluating.value)} %`;
}

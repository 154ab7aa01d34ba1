// The answer: the number in large, how sure, what comes second, and what the network sees of the chosen digit.
import type { Prediction, Reading } from "../engine/prediction";
import { DigitImage } from "../ui/digit-image";
import { NumberText } from "../ui/number-text";
import { numberWords } from "../ui/prediction-words";

interface Props {
  reading: Reading;
  /** Of the chosen digit. */
  prediction: Prediction;
}

export function Answer({ reading, prediction }: Props) {
  const [sure, second] = numberWords(reading);
  return (
    <div class="answer">
      <NumberText text={reading.text} class="digit" testid="prediction" />
      <p class="says">
        <b>{sure}</b>
        <span>{second}</span>
      </p>
      <figure class="seen">
        <DigitImage
          image={prediction.image}
          ink={prediction.isOwn ? "--accent" : "--ink"}
          label="The 28 by 28 picture that the network sees"
          testid="input-28"
        />
        <figcaption>What it sees: 28&nbsp;×&nbsp;28</figcaption>
      </figure>
    </div>
  );
}

// The answer: the digit in large, how sure, what comes second, and what the network sees.
import { answer, type Prediction } from "../engine/prediction";
import { DigitImage } from "../ui/digit-image";
import { words } from "../ui/prediction-words";

export function Answer({ prediction }: { prediction: Prediction }) {
  const [sure, second] = words(prediction);
  return (
    <div class="answer">
      <p class="digit" data-testid="prediction">
        {answer(prediction)}
      </p>
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

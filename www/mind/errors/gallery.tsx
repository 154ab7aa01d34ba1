// Test images in rows, each with what was written, what was read and how sure; pressed, one goes to the pad.
import { announce } from "../../store/announcement";
import { note, showImage } from "../../store/drawing";
import { DigitButton } from "../../ui/digit-button";
import { usePictures } from "./test-images";
import { captionOf, takenText, type Mistake } from "./words";

interface Props {
  mistakes: Mistake[];
  /** Of its pictures: `NAME-0` and on. */
  name: string;
  /** Of the list, in words. */
  label: string;
}

export function Gallery({ mistakes, name, label }: Props) {
  const images = usePictures(mistakes.map(({ index }) => index));
  return (
    <ol class="tiles" aria-label={label}>
      {mistakes.map((mistake, i) => (
        <DigitButton
          key={i}
          image={images[i]}
          testid={`${name}-${i}`}
          {...captionOf(mistake)}
          onPress={() => images[i] && takeToPad(images[i], mistake)}
        />
      ))}
    </ol>
  );
}

function takeToPad(image: Float32Array, mistake: Mistake) {
  const words = takenText(mistake);
  showImage(image);
  note.value = words;
  announce(words);
}

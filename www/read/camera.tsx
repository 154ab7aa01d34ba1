// The camera, where the device has one that a page can ask for a photograph.
import { useEffect, useState } from "preact/hooks";
import { FileButton } from "./file-button";

/**
 * Browsers have this attribute only where it opens a camera: on phones and tablets. Elsewhere the button would choose a
 * file, as the one beside it does. Nothing else tells so much without a question to the user.
 */
const hasCamera = () => "capture" in HTMLInputElement.prototype;

/** None before the page runs. */
export function Camera() {
  const [isHere, setHere] = useState(false);
  useEffect(() => setHere(hasCamera()), []);
  if (!isHere) return null;
  return (
    <FileButton
      testid="camera"
      capture="environment"
      icon="M3 8h4l2-3h6l2 3h4v11H3zM12 10a3 3 0 1 1 0 6 3 3 0 0 1 0-6z"
    >
      Camera
    </FileButton>
  );
}

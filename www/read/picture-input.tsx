// Takes in a picture that is chosen, pasted or dropped.
import { useEffect } from "preact/hooks";
import { FileButton } from "./file-button";
import { take } from "./take";

export function PictureInput() {
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const mark = (isOver: boolean) => document.documentElement.toggleAttribute("data-dropping", isOver);
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      mark(true);
    };
    document.addEventListener("paste", (event) => take(event.clipboardData?.files), { signal });
    document.addEventListener("dragover", over, { signal });
    document.addEventListener("dragleave", (event) => event.relatedTarget ?? mark(false), { signal });
    document.addEventListener(
      "drop",
      (event) => {
        over(event);
        mark(false);
        void take(event.dataTransfer?.files);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);
  return (
    <FileButton testid="picture" icon="M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15 9h.01">
      Picture
    </FileButton>
  );
}

// Loads the styles of a room with its code.
import { styleSheet } from "./files";

/** @returns until they hold; rejects where they do not arrive */
export function loadStyles(room: Parameters<typeof styleSheet>[0]): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = styleSheet(room);
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`The styles of ${room} did not arrive.`));
    };
    document.head.append(link);
  });
}

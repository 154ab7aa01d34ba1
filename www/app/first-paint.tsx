// The page as it is before its program runs: what the build writes into the document.
import { renderToString } from "preact-render-to-string";
import { App } from "./app";

export const firstPaint = () => renderToString(<App />);

// Light or dark: as the system has it, until the button says otherwise.
const DARK = matchMedia("(prefers-color-scheme: dark)");

export class Theme {
  readonly #changed: () => void;
  readonly container: HTMLButtonElement;

  constructor(container: HTMLButtonElement, { changed }: { changed: () => void }) {
    this.container = container;
    this.#changed = changed;
    container.addEventListener("click", () => this.#choose(this.#other()));
    DARK.addEventListener("change", () => this.update());
    this.update();
  }

  update() {
    this.container.ariaLabel = `Change to ${this.#other()} colours`;
    const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper");
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.setAttribute("content", paper);
    this.#changed();
  }

  #choose(theme: "light" | "dark") {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    this.update();
  }

  #other(): "light" | "dark" {
    return (document.documentElement.dataset.theme ?? (DARK.matches ? "dark" : "light")) === "dark" ? "light" : "dark";
  }
}

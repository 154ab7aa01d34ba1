// A number in a box of one size: as large as its length allows, and a long one in two lines.

/** Digits of a line. */
const LONGEST = 6;

/** What a digit takes in the widest of the fonts, as a share of their size. */
const WIDE = 0.7;

/** The same of the height of one line, and of two. */
const HIGH = [0.75, 1.95];

interface Props {
  /** Digits and `?`; none is `?` too. */
  text: string;
  class: string;
  testid?: string;
}

export function NumberText({ text, class: name, testid }: Props) {
  const lines = Math.ceil(Math.max(1, text.length) / LONGEST);
  const columns = Math.ceil(Math.max(1, text.length) / lines);
  const size = { "--columns": columns, "--width": columns * WIDE, "--height": HIGH[lines - 1] };
  return (
    <span class={`number ${name}`} style={size}>
      <b data-testid={testid}>{text || "?"}</b>
    </span>
  );
}

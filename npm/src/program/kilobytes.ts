// Says how much of a file is here.

const grouped = new Intl.NumberFormat("en");

/**
 * @param received bytes
 * @param total bytes, 0 if not known
 */
export function kilobytes(received: number, total: number) {
  const here = grouped.format(Math.floor(received / 1000));
  return total > 0 ? `${here} of ${grouped.format(Math.ceil(total / 1000))} KB` : `${here} KB`;
}

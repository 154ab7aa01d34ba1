// One neuron: its signal, its share in the error, and its strongest links either way, in the words of S. Russell’s Lernmi.
import type { Link } from "crate";
import { farthest } from "../../ui/signed";
import { SIDE, type Closeup, type End } from "./pictures";
import { LessonLink } from "../../ui/lesson-link";
import { SignedImage } from "../../ui/signed-image";
import { figure } from "../../ui/format";

interface Props {
  closeup: Closeup;
  /** Where a link comes from, and where it goes to. */
  from: (index: number) => End;
  to: (index: number) => End;
  onFollow: (end: End) => void;
}

export function Links({ closeup: { title, words, neuron, gradient }, from, to, onFollow }: Props) {
  return (
    <section class="links" data-testid="links" aria-labelledby="neuron-title">
      <h2 id="neuron-title">{title}</h2>
      <p class="words">
        {words} <LessonLink lesson={8} />
      </p>
      {neuron && gradient && (
        <>
          <div class="one">
            <figure>
              <SignedImage values={gradient} width={SIDE} most={farthest(gradient)} />
              <figcaption>
                Ink on blue excites it, ink on orange quiets it, as your drawing is now. <LessonLink lesson={5} />
              </figcaption>
            </figure>
            <dl>
              <Figure name="signal" value={neuron.signal}>
                Signal: what it puts out
              </Figure>
              <Figure name="sensitivity" value={neuron.sensitivity}>
                Sensitivity: how the loss (how wrong the network is) moves with its signal
              </Figure>
              <Figure name="output-sensitivity" value={neuron.output_sensitivity}>
                Output sensitivity: the same, times how steeply its signal follows its sum
              </Figure>
            </dl>
          </div>
          <Table
            name="incoming"
            caption="Strongest links that come in"
            end="From"
            links={neuron.incoming}
            share={{ head: "Weight × signal", of: productOf }}
            sum={neuron}
            endOf={from}
            onFollow={onFollow}
          />
          {neuron.outgoing.length > 0 && (
            <Table
              name="outgoing"
              caption="Strongest links that go out"
              end="To"
              links={neuron.outgoing}
              share={{ head: "Output sensi\u00adtivity", of: (link) => link.output_sensitivity }}
              endOf={to}
              onFollow={onFollow}
            />
          )}
          <details class="more">
            <summary>What these words mean</summary>
            <p>
              Weight: how much of a signal a link passes on. Strongest: with the largest weight times signal. Sum: all
              these products and the bias, from which the neuron makes its signal. Moves by: what one step on this
              drawing alone would add to the weight; it follows from the signal times the output sensitivity of the
              neuron in which the link ends. The words are those of S. Russell’s Lernmi.
            </p>
          </details>
        </>
      )}
    </section>
  );
}

const Figure = ({ name, value, children }: { name: string; value: number; children: string }) => (
  <div>
    <dt>{children}</dt>
    <dd data-testid={name}>{figure(value)}</dd>
  </div>
);

interface TableProps {
  name: string;
  caption: string;
  /** The head of the column of ends. */
  end: string;
  links: Link[];
  /** The column that tells the links apart. */
  share: { head: string; of: (link: Link) => number };
  /** What that column adds up to, and the bias in it. */
  sum?: { sum: number; bias: number };
  endOf: (index: number) => End;
  onFollow: (end: End) => void;
}

const Table = ({ name, caption, end, links, share, sum, endOf, onFollow }: TableProps) => (
  <table data-testid={name}>
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{end}</th>
        <th scope="col">Weight</th>
        <th scope="col">Signal</th>
        <th scope="col">{share.head}</th>
        <th scope="col">Moves by</th>
      </tr>
    </thead>
    <tbody>
      {links.map((link, i) => (
        <tr key={i}>
          <th scope="row">
            <LinkEnd end={endOf(link.neuron)} onFollow={onFollow} />
          </th>
          <td>{figure(link.weight)}</td>
          <td>{figure(link.signal)}</td>
          <td>{figure(share.of(link))}</td>
          <td>{figure(link.moved)}</td>
        </tr>
      ))}
    </tbody>
    {sum && <Total sum={sum.sum} bias={sum.bias} listed={links.reduce((all, link) => all + share.of(link), 0)} />}
  </table>
);

const productOf = ({ weight, signal }: Link) => weight * signal;

/** How the column of products ends: with all that is not listed, and the bias. */
const Total = ({ sum, bias, listed }: { sum: number; bias: number; listed: number }) => (
  <tfoot>
    {[
      { name: "others", words: "All other links", value: sum - bias - listed },
      { name: "bias", words: "Bias", value: bias },
      { name: "sum", words: "Sum", value: sum },
    ].map(({ name, words, value }) => (
      <tr key={name}>
        <th scope="row" colSpan={3}>
          {words}
        </th>
        <td data-testid={name}>{figure(value)}</td>
        <td />
      </tr>
    ))}
  </tfoot>
);

/** A pixel is nowhere to go to. */
const LinkEnd = ({ end, onFollow }: { end: End; onFollow: (end: End) => void }) =>
  end.at < 0 ? (
    <span>{end.text}</span>
  ) : (
    <button type="button" class="link" onClick={() => onFollow(end)}>
      {end.text}
    </button>
  );

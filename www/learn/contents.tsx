// The contents of Learn: twelve lessons, and which are done.
import { doneLessons, areDoneKept } from "../store/lessons-done";
import { addressOf, firstUndone, GROUPS, LESSONS, type Lesson } from "./lessons";

export function Contents() {
  const done = doneLessons();
  return (
    <section class="room learn" aria-labelledby="room-title">
      <h1 id="room-title" tabIndex={-1}>
        Twelve lessons
      </h1>
      <p class="lead">
        From one neuron to a network that draws. Each is one question: say what you think, move something, see.
      </p>
      <p class="go-on">
        <GoOn done={done} />
        <span>{keptWords(done.size)}</span>
      </p>
      <div class="contents">
        {GROUPS.map(({ title, lessons }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ol start={lessons[0].number}>
              {lessons.map((lesson) => (
                <Entry key={lesson.number} lesson={lesson} isDone={done.has(lesson.number)} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}

function GoOn({ done }: { done: ReadonlySet<number> }) {
  const next = firstUndone(done);
  if (next)
    return (
      <a class="button primary" data-testid="go-on" href={addressOf(next)}>
        {done.size > 0 ? `Go on with ${next.number}: ${next.title}` : `Start with lesson ${next.number}`}
      </a>
    );
  return <b data-testid="go-on">All twelve are done.</b>;
}

function keptWords(count: number) {
  if (!areDoneKept()) return "This browser keeps nothing for this page, so a reload forgets what is done.";
  return count > 0
    ? `${count} of ${LESSONS.length} done, kept in this browser.`
    : "What is done is kept in this browser.";
}

function Entry({ lesson, isDone }: { lesson: Lesson; isDone: boolean }) {
  const { number, title, promise, minutes } = lesson;
  return (
    <li>
      <a class={isDone ? "entry done" : "entry"} data-testid={`lesson-${number}`} href={addressOf(lesson)}>
        <i class="bubble" aria-hidden="true">
          {number}
        </i>
        <b>{title}</b>
        <small>{isDone ? "done" : `${minutes} min`}</small>
        <span>{promise}</span>
      </a>
    </li>
  );
}

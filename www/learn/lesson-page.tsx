// The page of a lesson: its title, the lesson as soon as its code is there, and the way to the next.
import { useEffect } from "preact/hooks";
import { isDone } from "../store/lessons-done";
import { LESSONS, addressOf, nextAfter, type Lesson } from "./lessons";
import { isHere, load, viewOf } from "./loading";

export function LessonPage({ lesson }: { lesson: Lesson }) {
  const { number, title, minutes } = lesson;
  useEffect(() => void load(lesson), [lesson]);
  return (
    <section class="room learn lesson" aria-labelledby="room-title" aria-busy={!isHere(lesson)}>
      <p class="where">
        <a class="link" href="#/learn">
          All lessons
        </a>
        <span>
          {number} of {LESSONS.length}, {minutes} min
        </span>
      </p>
      <h1 id="room-title" tabIndex={-1}>
        {title}
      </h1>
      <Body lesson={lesson} />
    </section>
  );
}

function Body({ lesson }: { lesson: Lesson }) {
  const View = viewOf(lesson);
  if (View)
    return (
      <>
        <View />
        <Onward lesson={lesson} />
      </>
    );
  if (View === null)
    return (
      <p class="place" role="alert">
        This lesson could not be fetched.{" "}
        <a class="link" href="" onClick={reload}>
          Load the page again
        </a>
      </p>
    );
  return null;
}

function Onward({ lesson: { number } }: { lesson: Lesson }) {
  const next = nextAfter(number);
  return (
    <nav class="onward" aria-label="Next lesson">
      <a class={isDone(number) ? "button primary" : "button"} href={next ? addressOf(next) : "#/learn"}>
        {next ? `Next: ${next.title}` : "All lessons"}
      </a>
    </nav>
  );
}

function reload(event: Event) {
  event.preventDefault();
  location.reload();
}
